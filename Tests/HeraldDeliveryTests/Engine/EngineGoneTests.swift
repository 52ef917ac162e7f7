import HeraldModel
import Testing

@testable import HeraldDelivery

/// Receivers that say they are gone, and schedules that end to the millisecond.
@Suite struct EngineGoneTests {
    private static func settings(paused: Bool = false) -> LaneSettings {
        LaneSettings(
            maxConcurrency: 2, retry: RetrySchedule(policy: .schedule([]), dialect: .standard), isPaused: paused,
            goneStatus: 410)
    }

    @Test func `a lane pauses with one notice, and everything waits`() throws {
        var engine = EngineHarness()
        engine.open(.first, Self.settings())
        engine.commit(1...4)
        engine.finish(1, .refused(status: 410))
        engine.finish(2, .refused(status: 410))
        #expect(engine.requests.isEmpty)
        #expect(engine.outcomes.map(\.decision) == [.retry(at: engine.now), .retry(at: engine.now)])
        let disabled = engine.notices.filter { if case .disabled(_, status: 410) = $0.subject { true } else { false } }
        #expect(disabled.map(\.webhook) == [.first])
        engine.recordAll()
        engine.advance(10 * 86_400_000)
        #expect(engine.requests.isEmpty)
        engine.put(Self.settings(paused: true))
        #expect(engine.requests.isEmpty)
    }

    @Test func `resuming sends all, and the schedule of the refused one starts anew`() {
        var engine = EngineHarness()
        engine.open(.first, Self.settings())
        engine.commit(1...1)
        engine.finish(1, .refused(status: 410))
        engine.recordAll()
        engine.advance(86_400_000)
        engine.put(LaneSettings(retry: RetrySchedule(policy: .schedule([5]), dialect: .standard), goneStatus: 410))
        #expect(engine.requests.map(\.variant.attempt) == [2])
        engine.finish(1, .refused(status: 500))
        #expect(engine.outcomes.last?.decision == .retry(at: engine.now.advanced(byMilliseconds: 5)))
    }

    @Test func `elsewhere the status is a failure like any other`() {
        var engine = EngineHarness()
        engine.open(.first, .retrying([]))
        engine.commit(1...2)
        engine.finish(1, .refused(status: 410))
        #expect(engine.underWay == [2])
        guard case .failed = engine.outcomes.first?.decision else {
            Issue.record("the delivery was not given up")
            return
        }
    }

    @Test func `Stream's attempts share fifteen seconds`() {
        var engine = EngineHarness()
        engine.open(.first, LaneSettings(retry: RetrySchedule(policy: .vendor, dialect: .stream)))
        engine.advance(1000)
        engine.commit(1...1)
        let end = engine.now.advanced(byMilliseconds: 15_000)
        for attempt in 1...3 {
            #expect(engine.requests.map(\.variant.attempt) == [attempt])
            #expect(engine.requests.map(\.deadline) == [end])
            engine.advance(attempt < 3 ? 6000 : 3000)
            engine.finish(1, .timeout)
        }
        #expect(engine.requests.isEmpty)
        #expect(engine.now == end)
    }

    @Test func `other schedules have no such end`() {
        for (policy, dialect) in [
            (RetryPolicy.durable, Dialect.stream), (.vendor, .sendbird), (.vendor, .standard),
            (.schedule([1]), .stream),
        ] {
            #expect(RetrySchedule(policy: policy, dialect: dialect).deadline(triedSince: .distantFuture) == nil)
        }
    }
}
