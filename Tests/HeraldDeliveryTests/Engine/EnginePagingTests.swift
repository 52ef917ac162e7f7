import HeraldModel
import HeraldStore
import Testing

@testable import HeraldDelivery

@Suite struct EnginePagingTests {
    // MARK: Overflow

    @Test func `what exceeds the window stays in the store and is paged in once, in order`() {
        var engine = EngineHarness {
            $0.laneWindow = 8
            $0.pageSize = 4
            $0.reservedPerLane = 2
        }
        engine.open(.first, LaneSettings(maxConcurrency: 1))
        engine.commit(1...50)
        #expect(engine.core.heldCount == 8)
        #expect(engine.state()?.isOverflowing == true)
        var delivered: [Int] = []
        var pages = 0
        while let request = engine.requests.first {
            #expect(engine.core.heldCount <= 8)
            delivered.append(request.number)
            engine.finish(request.number)
            engine.recordAll()
            while let page = engine.pages.first, case .owed(let after, _) = page.kind {
                pages += 1
                #expect(page.limit <= 4)
                // A store that shows all that is not recorded as delivered yet.
                let owed = (1...50).filter { $0 > after.number && !delivered.contains($0) }
                engine.answer(owed.prefix(page.limit).map { .owed($0) })
            }
        }
        #expect(delivered == Array(1...50))
        #expect(pages <= 15)
        #expect(engine.state()?.isOverflowing == false)
        engine.commit(51...51)
        #expect(engine.underWay == [51])
    }

    @Test func `a page is asked for only when there is room for a good part of it`() {
        var engine = EngineHarness {
            $0.laneWindow = 8
            $0.pageSize = 8
            $0.reservedPerLane = 1
        }
        engine.open(.first, LaneSettings(maxConcurrency: 8))
        engine.commit(1...20)
        for number in 1...3 { engine.finish(number) }
        #expect(engine.pages.isEmpty)
        engine.finish(4)
        #expect(engine.pages.map(\.kind) == [.owed(after: DeliveryID(8))])
        #expect(engine.pages.map(\.limit) == [4])
        engine.finish(5)
        #expect(engine.pages.count == 1)
    }

    @Test func `a commit while the last page is read is not lost`() {
        var engine = EngineHarness { $0.laneWindow = 2 }
        engine.open(.first, LaneSettings(maxConcurrency: 1))
        engine.commit(1...3)
        engine.finish(1)
        engine.finish(2)
        #expect(engine.pages.count == 1)
        // Read before the commit, taken after it.
        engine.commit(4...4)
        engine.answer([.owed(3)])
        #expect(engine.underWay == [3])
        engine.finish(3)
        engine.answer([.owed(4)])
        #expect(engine.underWay == [4])
    }

    @Test func `a page that shows what was committed meanwhile brings it once`() {
        var engine = EngineHarness { $0.laneWindow = 4 }
        engine.open(.first, LaneSettings(maxConcurrency: 9))
        engine.commit(1...5)
        for number in 1...3 { engine.finish(number) }
        engine.commit(6...6)
        engine.answer([.owed(5), .owed(6)])
        engine.answer([.owed(5), .owed(6)])
        engine.answerPages()
        #expect(engine.underWay == [4, 5, 6])
    }

    @Test func `a page that shows what was settled while it was read does not bring it back`() {
        var engine = EngineHarness { $0.laneWindow = 4 }
        engine.open(.first, LaneSettings(maxConcurrency: 9))
        engine.commit(1...5)
        for number in 1...3 { engine.finish(number) }
        engine.recordAll()
        engine.finish(4)
        engine.recordAll()
        // Read before 4 was recorded.
        engine.answer([.owed(4), .owed(5)])
        #expect(engine.underWay == [5])
        engine.finish(5)
        engine.recordAll()
        engine.answerPages()
        #expect(engine.core.heldCount == 0)
    }

    @Test func `a commit whose news comes after its page is not sent twice`() {
        var engine = EngineHarness()
        engine.put(.retrying([1000]))
        engine.answer([.owed(1)])
        engine.finish(1, .timeout)
        engine.commit(1...1)
        #expect(engine.requests.isEmpty)
        #expect(engine.state()?.waiting == 1)
    }

    @Test func `a page that failed is asked for again a little later`() {
        var engine = EngineHarness()
        engine.put(LaneSettings())
        engine.failPage()
        #expect(engine.pages.isEmpty)
        engine.commit(2...2)
        #expect(engine.pages.isEmpty)
        engine.advance(999)
        #expect(engine.pages.isEmpty)
        engine.advance(1)
        #expect(engine.pages.map(\.kind) == [.owed(after: DeliveryID(rawValue: 0))])
        engine.answer([.owed(1), .owed(2)])
        #expect(engine.underWay == [1, 2])
    }

    @Test func `an old answer is ignored`() {
        var engine = EngineHarness()
        engine.put(LaneSettings())
        let old = engine.pages[0]
        engine.answer()
        engine.core.paged(old, OwedPage(deliveries: [.owed(1)], isComplete: false), at: engine.now) { _ in [] }
        engine.core.pageFailed(old, at: engine.now)
        engine.pump()
        #expect(engine.requests.isEmpty)
        #expect(engine.core.nextTimer == nil)
    }

    // MARK: Bytes

    @Test func `a lane takes no more bytes than are left beside it`() {
        var engine = EngineHarness {
            $0.maxHeldBytes = 1000
            $0.reservedPerLane = 2
        }
        engine.open(.first, LaneSettings(isPaused: true))
        engine.open(.second, LaneSettings(isPaused: true))
        engine.commit(1...50, bytes: 100)
        #expect(engine.state(.first)?.ready == 5)
        engine.commit(101...150, to: .second, bytes: 100)
        #expect(engine.state(.second)?.ready == 3)
        #expect(engine.core.heldBytes == 800)
    }

    @Test func `a paused lane full of bytes leaves the others room to work`() {
        var engine = EngineHarness {
            $0.maxHeldBytes = 64_000
            $0.reservedPerLane = 2
        }
        engine.open(.first, LaneSettings(isPaused: true))
        engine.open(.second, LaneSettings(maxConcurrency: 10))
        engine.commit(1...500, bytes: 1000)
        engine.commit(1001...1010, to: .second, bytes: 1000)
        #expect(engine.requests.count == 10)
    }

    @Test func `a lane always holds its reserve, and goes on`() {
        var engine = EngineHarness {
            $0.maxHeldBytes = 10
            $0.reservedPerLane = 2
        }
        engine.open(.first, LaneSettings(maxConcurrency: 10))
        engine.commit(1...5, bytes: 1000)
        #expect(engine.underWay == [1, 2])
        engine.finish(1)
        #expect(engine.pages.map(\.limit) == [2])
        engine.answer([.owed(3), .owed(4)], bytes: 1000)
        #expect(engine.underWay == [2, 3])
        // There is no room: only the next end of a request makes some.
        #expect(engine.pages.isEmpty)
        engine.finish(2)
        engine.answer([.owed(4), .owed(5)], bytes: 1000)
        #expect(engine.underWay == [3, 4])
        engine.finish(3)
        engine.answer([.owed(5)], bytes: 1000)
        engine.finishAll()
        engine.recordAll()
        engine.answerPages()
        #expect(engine.core.heldBytes == 0)
        #expect(engine.outcomes.isEmpty)
        #expect(engine.state()?.isOverflowing == false)
    }

    @Test func `a page is taken as far as it fits`() {
        var engine = EngineHarness {
            $0.maxHeldBytes = 1000
            $0.reservedPerLane = 1
        }
        engine.put(LaneSettings(maxConcurrency: 1))
        engine.answer((1...10).map { .owed($0) }, bytes: 200)
        #expect(engine.core.heldBytes == 600)
        engine.finish(1)
        #expect(engine.pages.isEmpty)
        engine.finish(2)
        #expect(engine.pages.map(\.kind) == [.owed(after: DeliveryID(3))])
    }

    // MARK: Start

    @Test func `a lane begins with what the store owes it`() {
        var engine = EngineHarness()
        engine.put(LaneSettings())
        #expect(engine.pages.map(\.kind) == [.owed(after: DeliveryID(rawValue: 0))])
        // A commit meanwhile waits for the page: it comes after what is older.
        engine.commit(9...9)
        #expect(engine.requests.isEmpty)
        let later = engine.now.advanced(byMilliseconds: 5000)
        engine.answer([.owed(1), .owed(2, attempts: 3, due: later), .owed(3, attempts: 1, due: engine.now)])
        #expect(engine.underWay == [1, 3])
        #expect(engine.requests.map(\.variant.attempt) == [1, 2])
        engine.answer([.owed(9)])
        #expect(engine.underWay == [1, 3, 9])
        engine.advance(4999)
        #expect(engine.requests.count == 3)
        engine.advance(1)
        #expect(engine.requests.last?.variant == RequestVariant(attempt: 4))
    }

    @Test func `what waits at the start blocks its key`() {
        var engine = EngineHarness()
        engine.put(LaneSettings(ordering: .key))
        let later = engine.now.advanced(byMilliseconds: 5000)
        engine.answer([.owed(1, key: "a", attempts: 1, due: later), .owed(2, key: "b"), .owed(3, key: "a")])
        #expect(engine.underWay == [2])
        engine.advance(5000)
        #expect(engine.underWay == [2, 1])
        engine.finish(1)
        engine.answer([.owed(3, key: "a")])
        #expect(engine.underWay == [2, 3])
    }

    @Test func `commits for an unknown webhook are left to the store`() {
        var engine = EngineHarness()
        engine.commit(1...3)
        #expect(engine.core.heldCount == 0)
        engine.put(LaneSettings())
        #expect(engine.pages.count == 1)
    }
}
