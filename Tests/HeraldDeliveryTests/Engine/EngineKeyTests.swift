import HeraldModel
import HeraldStore
import Testing

@testable import HeraldDelivery

/// Ordering keys that leave deliveries in the store.
@Suite struct EngineKeyTests {
    private func opened(
        delays: [Int64] = [1000], _ configure: (inout EngineConfiguration) -> Void = { _ in }
    ) -> EngineHarness {
        var engine = EngineHarness {
            $0.laneWindow = 8
            $0.pageSize = 4
            $0.keyDepth = 4
            $0.reservedPerLane = 1
            configure(&$0)
        }
        engine.open(.first, .retrying(delays, ordering: .key))
        return engine
    }

    private func keys(_ shares: [String: (from: Int, limit: Int)], through: Int? = nil) -> PageRequest.Kind {
        var all: [UInt64: OwedScan.Share] = [:]
        for (name, share) in shares {
            all[key(name)] = OwedScan.Share(from: DeliveryID(share.from), limit: share.limit)
        }
        return .keys(all, through: through.map { DeliveryID($0) })
    }

    // MARK: Isolation

    @Test func `a stuck key with far more than the window owed delays no other`() {
        var engine = opened(delays: Array(repeating: 3_600_000, count: 9))
        engine.commit(1...1, key: "stuck")
        engine.finish(1, .timeout)
        for number in 2...5000 {
            engine.commit([number], key: number % 2 == 0 ? "stuck" : "k\(number % 7)")
            if number % 2 == 1 {
                #expect(engine.underWay == [number])
                engine.finish(number)
            }
        }
        engine.recordAll()
        #expect(engine.pages.isEmpty)
        #expect(engine.core.heldCount == 1)
        #expect(engine.state()?.isOverflowing == true)
    }

    @Test func `a key with much to do leaves the window to others`() {
        var engine = opened()
        engine.commit(1...1000, key: "busy")
        #expect(engine.core.heldCount == 4)
        engine.commit(1001...1001, key: "calm")
        #expect(engine.underWay == [1, 1001])
    }

    @Test func `a key that goes on is read before it runs dry`() {
        var engine = opened()
        engine.commit(1...10, key: "a")
        engine.finish(1)
        #expect(engine.pages.isEmpty)
        engine.finish(2)
        #expect(engine.pages.map(\.kind) == [keys(["a": (5, 2)])])
        engine.answer([.owed(5, key: "a"), .owed(6, key: "a")], isComplete: false)
        #expect(engine.core.heldCount - engine.outcomes.count == 4)
        engine.finish(3)
        engine.finish(4)
        #expect(engine.pages.map(\.kind) == [keys(["a": (7, 2)])])
    }

    @Test func `one page serves many keys and notes how far each came`() {
        var engine = opened { $0.laneWindow = 16 }
        for number in 1...3 { engine.commit([number], key: "k\(number)") }
        engine.finishAll(.timeout)
        for number in 11...19 { engine.commit([number], key: "k\(number % 3 + 1)") }
        engine.advance(1000)
        // The first key goes on, then both others at once.
        #expect(engine.pages.map(\.kind) == [keys(["k1": (12, 3)])])
        engine.answer([12, 15, 18].map { .owed($0, key: "k1") }, isComplete: true)
        #expect(engine.pages.map(\.kind) == [keys(["k2": (13, 3), "k3": (11, 3)])])
        engine.answer([11, 13, 14, 16, 17, 19].map { .owed($0, key: "k\($0 % 3 + 1)") }, isComplete: true)
        #expect(engine.pages.isEmpty)
        var order: [Int] = []
        while let next = engine.requests.first?.number {
            order.append(next)
            engine.finish(next)
            if case .keys = engine.pages.first?.kind { engine.answer(isComplete: true) }
        }
        #expect(order == [1, 2, 3, 12, 13, 11, 15, 16, 14, 18, 19, 17])
        engine.recordAll()
        #expect(engine.core.heldCount == 0)
        #expect(engine.core.lanes[0].keys.isEmpty)
        #expect(engine.state()?.isOverflowing == false)
    }

    @Test(arguments: [0, 100])
    func `a lane that is always nearly full reads its keys all the same`(bytes: Int) {
        var engine = EngineHarness {
            $0.laneWindow = 32
            $0.keyDepth = 4
            $0.maxHeldBytes = bytes == 0 ? 1 << 20 : 6000
        }
        engine.open(.first, .retrying([1000], ordering: .key, maxConcurrency: 2))
        engine.commit([1], key: "a", bytes: bytes)
        engine.finish(1, .timeout)
        engine.commit([2], key: "a", bytes: bytes)
        engine.commit(100..<127, key: "x", bytes: bytes)
        for number in 200..<228 { engine.commit([number], key: "\(number)", bytes: bytes) }
        engine.advance(1000)
        var next = 300
        // As much comes as goes.
        for _ in 0..<200 {
            if case .keys(let shares, _) = engine.pages.first?.kind, let share = shares[key("a")] {
                #expect(share.from == DeliveryID(2))
                engine.answer([.owed(2, key: "a")], bytes: bytes, isComplete: true)
                continue
            }
            if engine.underWay.contains(2) { return }
            if engine.pages.first != nil { engine.answer(reached: 127, isComplete: true) }
            if let first = engine.requests.first { engine.finish(first.number) }
            engine.recordAll()
            engine.commit([next], key: "\(next)", bytes: bytes)
            next += 1
        }
        Issue.record("the key is never read: \(engine.pages)")
    }

    // MARK: Order and races

    @Test func `a page of a key that came to wait meanwhile is left alone`() {
        var engine = opened()
        engine.commit(1...6, key: "a")
        engine.finish(1)
        engine.finish(2)
        #expect(engine.pages.map(\.kind) == [keys(["a": (5, 2)])])
        engine.finish(3, .timeout)
        engine.answer([.owed(5, key: "a"), .owed(6, key: "a")])
        #expect(engine.state() == LaneState(ready: 0, inFlight: 0, waiting: 1, isOverflowing: true))
        engine.advance(1000)
        #expect(engine.underWay == [3])
        // The head is ready again: what was dropped behind it comes first.
        #expect(engine.pages.map(\.kind) == [keys(["a": (4, 3)])])
        engine.answer([.owed(4, key: "a"), .owed(5, key: "a"), .owed(6, key: "a")])
        engine.finish(3)
        #expect(engine.underWay == [4])
    }

    @Test func `an old page does not overtake what was dropped since`() {
        var engine = opened(delays: [100, 100])
        engine.commit(1...6, key: "a")
        engine.finish(1)
        engine.finish(2)
        engine.finish(3, .timeout)
        engine.advance(100)
        engine.finish(3)
        // 4 was put back while the page of 5 and 6 was read.
        engine.answer([.owed(5, key: "a"), .owed(6, key: "a")])
        #expect(engine.requests.isEmpty)
        #expect(engine.pages.map(\.kind) == [keys(["a": (4, 4)])])
        engine.answer([.owed(4, key: "a"), .owed(5, key: "a"), .owed(6, key: "a")])
        #expect(engine.underWay == [4])
    }

    @Test func `a commit while the last page of a key is read is not lost`() {
        var engine = opened()
        engine.commit(1...5, key: "a")
        engine.finish(1)
        engine.finish(2)
        // Read before the commit, taken after it.
        engine.commit(6...6, key: "a")
        engine.answer([.owed(5, key: "a")])
        engine.finish(3)
        #expect(engine.pages.map(\.kind) == [keys(["a": (6, 2)])])
        engine.answer([.owed(6, key: "a")])
        for number in 4...6 { engine.finish(number) }
        engine.recordAll()
        #expect(engine.core.heldCount == 0)
        #expect(engine.core.lanes[0].keys.isEmpty)
    }

    @Test func `a page of the overflow passes over keys that left something`() {
        var engine = opened()
        engine.commit(1...5, key: "a")
        engine.commit([6, 7, 8, 9], key: "b")
        // The window is full.
        engine.commit(10...12, key: "c")
        for number in [1, 2, 6, 7] { engine.finish(number) }
        #expect(engine.pages.map(\.kind) == [keys(["a": (5, 2)], through: 9)])
        engine.answer([.owed(5, key: "a")], isComplete: true)
        engine.finish(8)
        #expect(engine.pages.map(\.kind) == [.owed(after: DeliveryID(9))])
        engine.answer([.owed(10, key: "c"), .owed(11, key: "c"), .owed(12, key: "c")])
        #expect(engine.underWay == [3, 9, 10])
        #expect(engine.state()?.isOverflowing == false)
    }

    @Test func `the store is told which keys to pass over`() {
        var engine = opened()
        engine.commit(1...1, key: "a")
        engine.finish(1, .timeout)
        engine.commit(2...2, key: "a")
        for number in 3...11 { engine.commit([number], key: "k\(number)") }
        for number in 3...6 { engine.finish(number) }
        #expect(engine.pages.map(\.kind) == [.owed(after: DeliveryID(10), except: [key("a"): DeliveryID(2)])])
        // A page that found only what it passed over goes on behind it.
        engine.answer(reached: 500, isComplete: false)
        #expect(engine.pages.map(\.kind) == [.owed(after: DeliveryID(500), except: [key("a"): DeliveryID(2)])])
    }

    @Test func `a page of keys that failed is asked for again`() {
        var engine = opened()
        engine.commit(1...5, key: "a")
        engine.finish(1)
        engine.finish(2)
        engine.failPage()
        #expect(engine.pages.isEmpty)
        engine.advance(1000)
        #expect(engine.pages.map(\.kind) == [keys(["a": (5, 2)])])
    }

    @Test func `reading goes round, so that no key is forgotten`() {
        var engine = opened { $0.pageSize = 2 }
        engine.commit(1...5, key: "a")
        engine.commit([7, 8], key: "c")
        engine.finish(7, .timeout)
        engine.commit(11...15, key: "b")
        engine.finishAll()
        engine.finishAll()
        #expect(engine.pages.map(\.kind) == [keys(["a": (5, 2)])])
        for number in [3, 4, 13] { engine.finish(number) }
        engine.advance(1000)
        // The scan ended early: next is what lies behind, and what lies before only when it starts anew.
        engine.answer([.owed(5, key: "a")], reached: 9, isComplete: false)
        #expect(engine.pages.map(\.kind) == [keys(["a": (10, 3), "b": (15, 3)])])
        engine.answer([.owed(15, key: "b")], isComplete: true)
        #expect(engine.pages.map(\.kind) == [keys(["c": (8, 3)])])
    }

    // MARK: Bounds

    @Test func `no more heads wait in memory than may, and the others come back in time`() {
        var engine = opened { $0.laneWaitingLimit = 2 }
        for number in 1...5 { engine.commit([number], key: "\(number)") }
        engine.commit([11], key: "5")
        engine.finishAll(.timeout)
        #expect(engine.state()?.waiting == 2)
        engine.recordAll()
        #expect(engine.core.heldCount == 2)
        engine.advance(2000)
        #expect(engine.underWay == [1, 2])
        let due = engine.now.advanced(byMilliseconds: -1000)
        #expect(engine.pages.map(\.kind) == [keys(["3": (3, 4), "4": (4, 4), "5": (5, 4)])])
        engine.answer(
            [
                .owed(3, key: "3", attempts: 1, due: due), .owed(4, key: "4", attempts: 1, due: due),
                .owed(5, key: "5", attempts: 1, due: due), .owed(11, key: "5"),
            ], isComplete: true)
        #expect(engine.underWay == [1, 2, 3, 4, 5])
        engine.finishAll()
        #expect(engine.underWay == [11])
    }

    @Test func `a head that waits in the store and is made due goes at once`() {
        var engine = opened { $0.laneWaitingLimit = 1 }
        engine.commit([1], key: "1")
        engine.commit([2], key: "2")
        engine.finishAll(.timeout)
        engine.recordAll()
        engine.requeue(2, key: "2", attempts: 1)
        #expect(engine.pages.map(\.kind) == [keys(["2": (2, 4)])])
        engine.answer([.owed(2, key: "2", attempts: 1, due: engine.now)])
        #expect(engine.underWay == [2])
    }

    @Test func `a head on its way to the store is not passed over by its page`() {
        var engine = opened(delays: [10, 10]) { $0.laneWaitingLimit = 1 }
        engine.commit([1], key: "1")
        engine.commit([2, 3], key: "2")
        engine.finishAll(.timeout)
        engine.advance(1000)
        // Its outcome is not recorded yet, and it is due already.
        #expect(engine.pages.map(\.kind) == [keys(["2": (2, 4)])])
        engine.answer([.owed(2, key: "2"), .owed(3, key: "2")])
        #expect(engine.underWay == [1])
        #expect(engine.pages.isEmpty)
        engine.recordAll()
        engine.advance(1000)
        #expect(engine.pages.map(\.kind) == [keys(["2": (2, 4)])])
        engine.answer([.owed(2, key: "2", attempts: 1, due: engine.now), .owed(3, key: "2")])
        #expect(engine.underWay == [1, 2])
    }

    @Test func `beyond the keys a lane may know it waits for one to end`() {
        var engine = opened(delays: Array(repeating: 60_000, count: 9)) {
            $0.laneWindow = 2
            $0.laneWaitingLimit = 2
            $0.pageSize = 2
        }
        for number in 1...4 {
            engine.commit([number], key: "\(number)")
            engine.finish(number, .timeout)
            engine.recordAll()
        }
        engine.commit([5], key: "5")
        #expect(engine.requests.isEmpty)
        #expect(engine.pages.isEmpty)
        #expect(engine.core.lanes[0].keys.count == 4)
        // One of those it knows goes on all the same, and makes room.
        engine.requeue(1, key: "1", attempts: 1)
        #expect(engine.underWay == [1])
        engine.finish(1)
        #expect(engine.pages.map(\.kind).count == 1)
        while let page = engine.pages.first {
            if case .owed = page.kind { engine.answer([.owed(5, key: "5")]) } else { engine.answer() }
        }
        #expect(engine.underWay == [5])
    }

    @Test func `large heads give way when bytes are short`() {
        var engine = opened(delays: Array(repeating: 60_000, count: 9)) { $0.maxHeldBytes = 1000 }
        for number in 1...40 {
            engine.commit([number], key: "\(number)", bytes: 200)
            engine.finishAll(.timeout)
            engine.recordAll()
        }
        #expect(engine.core.heldBytes <= 1000)
    }

    @Test func `what has no key is looked for apart from what has one`() {
        var engine = opened(delays: [10_000, 10_000]) { $0.laneWaitingLimit = 1 }
        engine.commit([1], key: "1")
        engine.commit([2])
        engine.finishAll(.timeout)
        engine.recordAll()
        engine.advance(1000)
        #expect(engine.pages.map(\.kind) == [.due(by: .distantFuture, unkeyedOnly: true)])
    }
}
