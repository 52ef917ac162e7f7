import HeraldModel
import HeraldStore
import Testing

@testable import HeraldDelivery

@Suite struct EngineOrderTests {
    @Test func `strict is one at a time, in order`() {
        var engine = EngineHarness()
        engine.open(.first, .retrying([500], ordering: .strict))
        engine.commit(1...4)
        #expect(engine.underWay == [1])
        engine.finish(1)
        #expect(engine.underWay == [2])
        engine.finish(2, .timeout)
        engine.advance(499)
        #expect(engine.requests.isEmpty)
        engine.advance(1)
        #expect(engine.underWay == [2])
        engine.finish(2, .timeout)
        // Given up: the next one's turn.
        #expect(engine.underWay == [3])
        engine.finish(3)
        engine.finish(4)
        engine.recordAll()
        #expect(engine.core.heldCount == 0)
    }

    @Test func `a key is in order and waits for its oldest, others go on`() {
        var engine = EngineHarness()
        engine.open(.first, .retrying([1000], ordering: .key))
        engine.commit([1, 3, 5], key: "a")
        engine.commit([2, 4, 6], key: "b")
        #expect(engine.underWay == [1, 2])
        engine.finish(1, .refused(status: 500))
        engine.finish(2)
        engine.finish(4)
        #expect(engine.underWay == [6])
        engine.finish(6)
        engine.commit([7], key: "b")
        #expect(engine.underWay == [7])
        engine.advance(1000)
        #expect(engine.underWay == [7, 1])
        engine.finish(1)
        // What waited behind it was left to the store meanwhile.
        #expect(engine.pages.map(\.kind) == [.keys([key("a"): .init(from: DeliveryID(3), limit: 15)], through: nil)])
        engine.answer([.owed(3, key: "a"), .owed(5, key: "a")])
        engine.finish(3)
        engine.finish(5)
        engine.finish(7)
        engine.recordAll()
        #expect(engine.core.heldCount == 0)
        #expect(engine.core.lanes[0].keys.isEmpty)
    }

    @Test func `events without a key run in parallel beside ordered ones`() {
        var engine = EngineHarness()
        engine.open(.first, LaneSettings(ordering: .key))
        engine.commit([1, 2], key: "a")
        engine.commit([3, 4, 5])
        #expect(engine.underWay == [1, 3, 4, 5])
    }

    @Test func `without order everything runs in parallel whatever its key`() {
        var engine = EngineHarness()
        engine.open(.first, .retrying([1000]))
        engine.commit(1...3, key: "a")
        #expect(engine.underWay == [1, 2, 3])
        engine.finish(1, .timeout)
        engine.commit(4...4, key: "a")
        #expect(engine.underWay == [2, 3, 4])
    }

    @Test func `a retry without a pause is made at once`() {
        var engine = EngineHarness()
        engine.open(.first, LaneSettings(retry: RetrySchedule(policy: .vendor, dialect: .sendbird)))
        engine.commit(1...1)
        engine.finish(1, .timeout)
        engine.finish(1, .timeout)
        #expect(engine.requests.map(\.variant.attempt) == [3])
        // The first two are recorded only now, and say nothing about the third.
        engine.recordAll()
        engine.finish(1, .timeout)
        #expect(engine.outcomes.map(\.attempt.number) == [3])
        engine.recordAll()
        #expect(engine.core.heldCount == 0)
    }

    // MARK: Changes of order

    @Test(arguments: [Ordering.key, .strict])
    func `a new order holds for what was taken in before`(ordering: Ordering) {
        var engine = EngineHarness()
        engine.open(.first, .retrying([1000, 1000], maxConcurrency: 3))
        engine.commit(1...6, key: "a")
        #expect(engine.underWay == [1, 2, 3])
        engine.put(.retrying([1000, 1000], ordering: ordering, maxConcurrency: 3))
        engine.finish(1)
        engine.finish(3)
        #expect(engine.underWay == [2])
        #expect(engine.pages.isEmpty)
        engine.finish(2, .timeout)
        #expect(engine.pages.isEmpty)
        engine.recordAll()
        #expect(engine.pages.map(\.kind) == [.owed(after: DeliveryID(rawValue: 0))])
        engine.answer([
            .owed(2, key: "a", attempts: 1, due: engine.now.advanced(byMilliseconds: 1000)), .owed(4, key: "a"),
            .owed(5, key: "a"), .owed(6, key: "a"),
        ])
        #expect(engine.requests.isEmpty)
        engine.advance(1000)
        #expect(engine.requests.map(\.variant.attempt) == [2])
        #expect(engine.underWay == [2])
        engine.finish(2)
        if ordering == .key {
            engine.answer([.owed(4, key: "a"), .owed(5, key: "a"), .owed(6, key: "a")])
        }
        #expect(engine.underWay == [4])
    }

    @Test func `an answer to a page asked for before the change is ignored`() {
        var engine = EngineHarness { $0.laneWindow = 2 }
        engine.put(LaneSettings())
        let old = engine.pages.removeFirst()
        engine.put(LaneSettings(ordering: .strict))
        #expect(engine.pages.count == 1)
        engine.core.paged(old, OwedPage(deliveries: [.owed(2), .owed(3)], isComplete: false), at: engine.now) { _ in []
        }
        engine.collect()
        #expect(engine.requests.isEmpty)
        engine.answer([.owed(1), .owed(2)])
        #expect(engine.underWay == [1])
    }

    // MARK: Results

    @Test func `unknown and late tokens are ignored`() {
        var engine = EngineHarness()
        engine.open()
        engine.commit(1...1)
        let token = engine.requests[0].token
        for unknown in [token + 1, token | 1 << 32, .max, 1 << 63, 0x7FFF_FFFF] {
            let result = AttemptResult(token: unknown, outcome: .success, durationMicroseconds: 1)
            #expect(engine.core.completed(result, at: engine.now) == nil)
        }
        engine.finish(1)
        engine.recordAll()
        engine.commit(2...2)
        // The slot is the same; the token is not.
        #expect(engine.requests[0].token & 0xFFFF_FFFF == token & 0xFFFF_FFFF)
        let late = AttemptResult(token: token, outcome: .success, durationMicroseconds: 1)
        #expect(engine.core.completed(late, at: engine.now) == nil)
        #expect(engine.core.inFlightCount == 1)
        engine.pump()
        #expect(engine.outcomes.isEmpty)
    }

    @Test func `an attempt is recorded with what came back`() {
        var engine = EngineHarness()
        engine.open(.first, .retrying([250]))
        engine.commit(1...1)
        let started = engine.now
        engine.advance(40)
        let result = AttemptResult(
            token: engine.requests[0].token, outcome: .refused(status: 503), durationMicroseconds: 40_000, status: 503,
            responseHead: [1], responseBody: [2, 3])
        let completed = engine.core.completed(result, at: engine.now)
        engine.collect()
        let due = engine.now.advanced(byMilliseconds: 250)
        #expect(completed?.webhook == .first)
        #expect(completed?.decision == .retry(at: due))
        let settlement = engine.outcomes.first
        #expect(settlement?.deliveryID == DeliveryID(1))
        #expect(settlement?.webhookID == .first)
        #expect(settlement?.decision == .retry(at: due))
        #expect(
            settlement?.attempt
                == Attempt(
                    number: 1, startedAt: started, durationMicroseconds: 40_000, status: 503, error: nil,
                    responseHead: [1], responseBody: [2, 3]))
    }

    @Test(arguments: Ordering.allCases)
    func `a request cancelled at shutdown stays owed`(ordering: Ordering) {
        var engine = EngineHarness()
        engine.open(.first, LaneSettings(ordering: ordering))
        engine.commit(1...2, key: "a")
        engine.core.stop()
        for request in engine.requests {
            var result = AttemptResult(token: request.token, outcome: .timeout, durationMicroseconds: 1)
            result.isUnknownAtShutdown = true
            #expect(engine.core.completed(result, at: engine.now) == nil)
        }
        engine.pump()
        #expect(engine.outcomes.isEmpty)
        #expect(engine.core.inFlightCount == 0)
        // Behind a cancelled one nothing may overtake it.
        #expect(engine.core.heldCount == (ordering == .none ? 0 : 1))
    }

    // MARK: Removal

    @Test func `a removed lane forgets what it held and records what was under way`() {
        var engine = EngineHarness()
        engine.open(.first, .retrying([1000], maxConcurrency: 2))
        engine.commit(1...5, bytes: 10)
        engine.finish(1, .refused(status: 500))
        engine.core.remove(.first)
        engine.collect()
        #expect(engine.state() == nil)
        #expect(engine.core.lane(of: .first) == nil)
        engine.finish(2, .timeout)
        engine.finish(3)
        engine.advance(10_000)
        #expect(engine.requests.isEmpty)
        #expect(engine.outcomes.map(\.number) == [1, 2, 3])
        engine.recordAll()
        #expect(engine.core.heldCount == 0)
        #expect(engine.core.heldBytes == 0)
        #expect(engine.core.inFlightCount == 0)
        engine.commit(6...6)
        #expect(engine.requests.isEmpty)
    }

    @Test func `a lane opened again never repeats what is still under way or on record`() {
        var engine = EngineHarness()
        engine.open(.first, .retrying([1000], maxConcurrency: 3))
        engine.commit(1...4)
        engine.finish(1, .timeout)
        engine.finish(2)
        engine.core.remove(.first)
        engine.put(.retrying([1000]))
        // The store has recorded neither.
        engine.answer([.owed(1), .owed(2), .owed(3), .owed(4)])
        #expect(engine.underWay == [3, 4])
        engine.finish(3, .timeout)
        engine.finish(4)
        engine.recordAll()
        // Now it has: what must be tried again comes by the next page.
        #expect(engine.requests.isEmpty)
        #expect(engine.pages.map(\.kind) == [.owed(after: DeliveryID(0))])
        let due = engine.now.advanced(byMilliseconds: 1000)
        engine.answer([.owed(1, attempts: 1, due: due), .owed(3, attempts: 1, due: due)])
        #expect(engine.pages.map(\.kind) == [.owed(after: DeliveryID(1))])
        engine.answer([.owed(3, attempts: 1, due: due)])
        engine.advance(1000)
        #expect(engine.underWay == [1, 3])
        #expect(engine.requests.map(\.variant.attempt) == [2, 2])
    }
}
