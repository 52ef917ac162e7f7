import HeraldModel
import Testing

@testable import HeraldDelivery

/// Too many deliveries wait: some go back to the store until they are due.
@Suite struct EngineSpillTests {
    private func spilled() -> EngineHarness {
        var engine = EngineHarness {
            $0.laneWindow = 8
            $0.laneWaitingLimit = 2
            $0.pageSize = 4
        }
        engine.open(.first, .retrying(Array(repeating: 10_000, count: 9)))
        engine.commit(1...5)
        engine.finishAll(.timeout)
        return engine
    }

    @Test func `no more wait in memory than may`() {
        var engine = spilled()
        #expect(engine.state()?.waiting == 2)
        #expect(engine.outcomes.count == 5)
        engine.recordAll()
        #expect(engine.core.heldCount == 2)
        #expect(engine.state()?.isOverflowing == true)
    }

    @Test func `the store is asked for what is due, and it goes`() {
        var engine = spilled()
        engine.recordAll()
        let due = engine.now.advanced(byMilliseconds: 10_000)
        engine.advance(1000)
        #expect(engine.pages.map(\.kind) == [.due(by: engine.now)])
        engine.answer()
        engine.advance(8999)
        engine.answerPages()
        engine.advance(2000)
        // The two in memory went when they were due; now the store shows all five.
        #expect(engine.underWay == [1, 2])
        engine.answer((1...4).map { .owed($0, attempts: 1, due: due) })
        #expect(engine.underWay == [1, 2, 3, 4])
        // The page was full: the rest is asked for at once.
        engine.answer((1...5).suffix(4).map { .owed($0, attempts: 1, due: due) })
        #expect(engine.underWay == [1, 2, 3, 4, 5])
        #expect(engine.requests.allSatisfy { $0.variant.attempt == 2 })
        engine.finishAll()
        engine.recordAll()
        engine.advance(5000)
        engine.answerPages()
        engine.advance(5000)
        engine.answerPages()
        #expect(engine.core.nextTimer == nil)
        #expect(engine.core.heldCount == 0)
    }

    @Test func `a page of nothing new is not asked for again at once`() {
        var engine = spilled()
        engine.recordAll()
        let due = engine.now.advanced(byMilliseconds: 10_000)
        engine.advance(11_000)
        engine.pages = engine.pages.suffix(1)
        engine.answer((1...4).map { .owed($0, attempts: 1, due: due) })
        engine.answer((1...4).map { .owed($0, attempts: 1, due: due) })
        #expect(engine.pages.isEmpty)
        engine.advance(1000)
        #expect(engine.pages.count == 1)
    }

    @Test func `a lane with little to do takes back what is due later`() {
        var engine = spilled()
        engine.recordAll()
        let due = engine.now.advanced(byMilliseconds: 10_000)
        engine.requeue(1, attempts: 1)
        engine.requeue(2, attempts: 1)
        engine.finishAll()
        engine.recordAll()
        engine.advance(1000)
        #expect(engine.pages.map(\.kind) == [.due(by: .distantFuture)])
        engine.answer((3...4).map { .owed($0, attempts: 1, due: due) })
        #expect(engine.state() == LaneState(ready: 0, inFlight: 0, waiting: 2, isOverflowing: false))
        engine.advance(9000)
        #expect(engine.underWay == [3, 4])
    }

    @Test func `what spills while everything is looked for is looked for again`() {
        var engine = spilled()
        engine.recordAll()
        let due = engine.now.advanced(byMilliseconds: 10_000)
        engine.requeue(1, attempts: 1)
        engine.requeue(2, attempts: 1)
        engine.finishAll()
        engine.recordAll()
        engine.commit(6...8)
        engine.advance(1000)
        #expect(engine.pages.map(\.kind) == [.due(by: .distantFuture)])
        // Spills, is recorded, and the page does not know it.
        engine.finishAll(.timeout)
        engine.recordAll()
        engine.answer()
        #expect(engine.state()?.isOverflowing == true)
        engine.advance(1000)
        #expect(!engine.pages.isEmpty)
        engine.answer([.owed(3, attempts: 1, due: due)])
        #expect(engine.state()?.isOverflowing == true)
    }

    @Test func `rows that wait spill when they are paged in too`() {
        var engine = EngineHarness {
            $0.laneWaitingLimit = 2
            $0.pageSize = 4
        }
        engine.put(LaneSettings())
        let due = engine.now.advanced(byMilliseconds: 500)
        engine.answer((1...3).map { .owed($0, attempts: 1, due: due) })
        #expect(engine.state() == LaneState(ready: 0, inFlight: 0, waiting: 2, isOverflowing: true))
        engine.advance(1000)
        #expect(engine.underWay == [1, 2])
        engine.answer((1...3).map { .owed($0, attempts: 1, due: due) })
        #expect(engine.underWay == [1, 2, 3])
    }

    @Test func `a look for what is due takes turns with the pages of an overflow`() {
        var engine = EngineHarness {
            $0.laneWindow = 4
            $0.pageSize = 2
            $0.laneWaitingLimit = 1
            $0.reservedPerLane = 2
        }
        engine.open(.first, .retrying([10_000], maxConcurrency: 4))
        engine.commit(1...40)
        var kinds: [Bool] = []
        for _ in 0..<30 {
            if let page = engine.pages.first {
                if case .owed(let after, _) = page.kind {
                    kinds.append(true)
                    engine.answer((1...page.limit).map { .owed(after.number + $0) })
                } else {
                    kinds.append(false)
                    engine.answer()
                }
            }
            engine.finishAll(.timeout)
            engine.recordAll()
            engine.advance(1000)
            if kinds.count > 12 { break }
        }
        // Neither starves the other.
        #expect(kinds.filter { $0 }.count > 3)
        #expect(kinds.filter { !$0 }.count > 3)
    }

    @Test func `waiting entries give way when bytes are short`() {
        var engine = EngineHarness {
            $0.maxHeldBytes = 1000
            $0.reservedPerLane = 1
        }
        engine.open(.first, .retrying([60_000]))
        engine.open(.second, LaneSettings(isPaused: true))
        engine.commit(1...5, bytes: 100)
        engine.commit(101...102, to: .second, bytes: 100)
        engine.finishAll(.timeout)
        #expect(engine.state()?.waiting == 4)
        #expect(engine.core.heldBytes == 600)
    }
}
