import HeraldModel
import Testing

@testable import HeraldDelivery

/// Deliveries that are made owed, or due, again.
@Suite struct EngineRequeueTests {
    @Test func `an old delivery made owed again is sent`() {
        var engine = EngineHarness()
        engine.open()
        engine.requeue(1, attempts: 3)
        #expect(engine.requests.map(\.variant) == [RequestVariant(attempt: 4)])
    }

    @Test func `an old delivery made owed again behind the cursor of an overflow is paged in`() {
        var engine = EngineHarness { $0.laneWindow = 2 }
        engine.open(.first, LaneSettings(maxConcurrency: 1))
        engine.commit(11...14)
        engine.requeue(5, attempts: 1)
        engine.finish(11)
        #expect(engine.pages.map(\.kind) == [.owed(after: DeliveryID(4))])
        engine.answer([.owed(5, attempts: 1, due: engine.now)])
        #expect(engine.underWay == [12])
        engine.finish(12)
        #expect(engine.requests.map(\.variant.attempt) == [2])
    }

    @Test(arguments: [5, 13])
    func `one made owed again while a page is read is paged in after it`(number: Int) {
        var engine = EngineHarness { $0.laneWindow = 4 }
        engine.open(.first, LaneSettings(maxConcurrency: 9))
        engine.commit([10, 11, 12, 14, 15, 16])
        for number in [10, 11, 12] { engine.finish(number) }
        #expect(engine.pages.map(\.kind) == [.owed(after: DeliveryID(14))])
        engine.requeue(number, attempts: 1)
        // Read before.
        engine.answer([.owed(15), .owed(16)])
        #expect(engine.pages.map(\.kind) == [.owed(after: DeliveryID(number - 1))])
        engine.answer([.owed(number, attempts: 1, due: engine.now)])
        #expect(engine.underWay == [14, 15, 16, number])
    }

    @Test func `one made owed again while its outcome is on its way is paged in once that is recorded`() {
        var engine = EngineHarness()
        engine.open(.first, .retrying([]))
        engine.commit(1...1)
        engine.finish(1, .timeout)
        engine.requeue(1, attempts: 1)
        #expect(engine.requests.isEmpty)
        engine.recordAll()
        #expect(engine.pages.map(\.kind) == [.owed(after: DeliveryID(0))])
        engine.answer([.owed(1, attempts: 1, due: engine.now)])
        #expect(engine.requests.map(\.variant.attempt) == [2])
    }

    @Test(arguments: [true, false])
    func `one made owed again after it was recorded while a page is read is paged in`(recordedFirst: Bool) {
        var engine = EngineHarness { $0.laneWindow = 2 }
        engine.open(.first, .retrying([]))
        engine.commit(1...3)
        engine.finish(1, .timeout)
        #expect(engine.pages.count == 1)
        if recordedFirst { engine.recordAll() }
        engine.requeue(1, attempts: 1)
        if !recordedFirst { engine.recordAll() }
        engine.answer([.owed(3)])
        #expect(engine.underWay == [2, 3])
        engine.finish(3)
        #expect(engine.pages.map(\.kind) == [.owed(after: DeliveryID(0))])
        engine.answer([.owed(1, attempts: 1, due: engine.now), .owed(2), .owed(3)])
        #expect(engine.underWay == [2, 1])
    }

    @Test func `one made due while it waits goes at once and once`() {
        var engine = EngineHarness()
        engine.open(.first, .retrying([60_000, 60_000]))
        engine.commit(1...1)
        engine.finish(1, .timeout)
        engine.recordAll()
        engine.requeue(1, attempts: 1)
        #expect(engine.underWay == [1])
        #expect(engine.state()?.waiting == 0)
        engine.advance(30_000)
        engine.finish(1, .timeout)
        // The first wait's timer is still set and must not end the second.
        engine.advance(59_999)
        #expect(engine.requests.isEmpty)
        engine.advance(1)
        #expect(engine.requests.map(\.variant.attempt) == [3])
    }

    @Test func `one made due while the page that brings it is read goes at once`() {
        var engine = EngineHarness { $0.laneWindow = 2 }
        engine.put(LaneSettings())
        let later = engine.now.advanced(byMilliseconds: 60_000)
        engine.requeue(1, attempts: 2)
        engine.answer([.owed(1, attempts: 2, due: later)])
        #expect(engine.state()?.waiting == 1)
        engine.answer([.owed(1, attempts: 2, due: engine.now)])
        #expect(engine.underWay == [1])
    }

    @Test func `one made due while it is under way is left alone`() {
        var engine = EngineHarness()
        engine.open()
        engine.commit(1...1)
        engine.requeue(1)
        #expect(engine.underWay == [1])
        engine.finish(1)
        engine.recordAll()
        #expect(engine.pages.isEmpty)
        #expect(engine.core.heldCount == 0)
    }

    @Test func `one made due behind another of its key does not wait in its turn`() {
        var engine = EngineHarness()
        engine.put(LaneSettings(ordering: .strict))
        let later = engine.now.advanced(byMilliseconds: 60_000)
        engine.answer([.owed(1), .owed(2, attempts: 1, due: later)])
        engine.requeue(2, attempts: 1)
        #expect(engine.underWay == [1])
        engine.finish(1)
        #expect(engine.underWay == [2])
    }

    private static let day: Int64 = 86_400_000

    /// The decisions of attempts that all fail, until the last.
    private func decisions(_ engine: inout EngineHarness) -> [Settlement.Decision] {
        var decisions: [Settlement.Decision] = []
        while !engine.requests.isEmpty {
            engine.finish(1, .timeout)
            decisions += engine.outcomes.compactMap(\.decision)
            let due = decisions.last
            engine.recordAll()
            guard case .retry(let time) = due else { break }
            engine.advance(time.milliseconds - engine.now.milliseconds)
        }
        return decisions
    }

    @Test func `one requeued after its time is tried for another day`() {
        var engine = EngineHarness()
        engine.open(.first, LaneSettings(retry: RetrySchedule(policy: .durable, dialect: .standard)))
        engine.advance(3 * Self.day)
        let start = engine.now
        engine.requeue(1, attempts: 30)
        #expect(engine.requests.map(\.variant.attempt) == [31])
        engine.finish(1, .timeout)
        guard case .retry(let first)? = engine.outcomes.first?.decision else {
            Issue.record("given up at once")
            return
        }
        // The pauses start anew too.
        #expect(first.milliseconds - engine.now.milliseconds <= RetrySchedule.base)
        engine.recordAll()
        engine.advance(first.milliseconds - engine.now.milliseconds)
        #expect(engine.requests.map(\.variant.attempt) == [32])
        let rest = decisions(&engine)
        #expect(rest.count > 12)
        #expect(engine.now.milliseconds - start.milliseconds > Self.day - 2 * RetrySchedule.cap)
        #expect(engine.now.milliseconds - start.milliseconds <= Self.day)
    }

    @Test func `a vendor's budget of attempts starts anew`() {
        var engine = EngineHarness()
        engine.open(.first, LaneSettings(retry: RetrySchedule(policy: .vendor, dialect: .sendbird)))
        engine.requeue(1, attempts: 3)
        #expect(decisions(&engine).count == 3)
    }

    @Test func `one requeued while it waits starts anew, once`() {
        var engine = EngineHarness()
        engine.open(.first, .retrying([60_000, 60_000]))
        engine.commit(1...1)
        engine.finish(1, .timeout)
        engine.recordAll()
        engine.advance(1000)
        engine.requeue(1, attempts: 1)
        // The first of the schedule again, and two after it.
        #expect(decisions(&engine).count == 3)
    }

    @Test func `one paged in after a restart goes on with its schedule`() {
        var engine = EngineHarness()
        engine.advance(3 * Self.day)
        engine.put(LaneSettings(retry: RetrySchedule(policy: .schedule([10, 10]), dialect: .standard)))
        var delivery = OwedDelivery.owed(1, attempts: 6, due: engine.now)
        delivery.requeue = OwedDelivery.Requeue(at: engine.now, attemptCount: 5)
        engine.answer([delivery])
        #expect(decisions(&engine).count == 2)
    }

    @Test func `a requeued delivery has no legacy request`() {
        var engine = EngineHarness()
        var settings = LaneSettings()
        settings.sendsLegacyRequest = true
        engine.open(.first, settings)
        engine.requeue(1, attempts: 2)
        #expect(engine.requests.map(\.variant.isLegacy) == [false])
    }
}
