import HeraldModel
import Testing

@testable import HeraldDelivery

/// A rate limit in the engine, with a clock that moves as the real one is looked at.
@Suite struct RateLimitTests {
    /// Lets a minute pass in steps of `step` and counts what is sent.
    private func sent(_ engine: inout EngineHarness, milliseconds: Int64 = 60_000, step: Int64) -> Int {
        var count = 0
        var left = milliseconds
        while left > 0 {
            engine.now = engine.now.advanced(byMilliseconds: min(step, left))
            left -= step
            if let next = engine.core.nextTimer, next <= engine.now { engine.core.tick(at: engine.now) }
            engine.collect()
            count += engine.requests.count
            engine.finishAll()
            count += engine.requests.count
            engine.finishAll()
            engine.recordAll()
        }
        return count
    }

    private static let rates = [1, 2, 3, 7, 9, 10, 11, 13, 19, 20, 47, 99, 250, 333, 1000, 1777]

    private func engine(_ settings: LaneSettings, deliveries: Int) -> EngineHarness {
        var engine = EngineHarness {
            $0.laneWindow = 400_000
            $0.maxInFlight = 400_000
            $0.maxUnsettled = 400_000
        }
        engine.open(.first, settings)
        engine.commit(1...deliveries)
        engine.finishAll()
        engine.recordAll()
        return engine
    }

    @Test(arguments: rates, [1, 20] as [Int64])
    func `a minute's worth is exact, though timers are looked at only now and then`(rate: Int, step: Int64) {
        var engine = engine(
            LaneSettings(maxConcurrency: 100_000, rateLimitPerSecond: rate), deliveries: rate * 65 + 10)
        let count = sent(&engine, step: step)
        #expect(abs(count - rate * 60) <= max(1, rate * 60 / 50), "\(count) for \(rate * 60)")
    }

    @Test(arguments: [2, 9, 40, 300])
    func `legacy requests count`(rate: Int) {
        var settings = LaneSettings(maxConcurrency: 100_000, rateLimitPerSecond: rate)
        settings.sendsLegacyRequest = true
        var engine = engine(settings, deliveries: rate * 65 + 10)
        let count = sent(&engine, step: 20)
        #expect(abs(count - rate * 60) <= max(2, rate * 60 / 50), "\(count) for \(rate * 60)")
    }

    @Test(arguments: [5, 60, 400])
    func `changes of settings bring no burst`(rate: Int) {
        let slow = LaneSettings(maxConcurrency: 100_000, rateLimitPerSecond: rate)
        let slower = LaneSettings(maxConcurrency: 100_000, rateLimitPerSecond: rate - 1)
        var engine = engine(slow, deliveries: rate * 65 + 1000)
        var count = 0
        for round in 0..<600 {
            var settings = round.isMultiple(of: 2) ? slower : slow
            settings.retry = RetrySchedule(policy: .schedule([Int64(round)]), dialect: .standard)
            engine.put(settings)
            count += sent(&engine, milliseconds: 100, step: 20)
        }
        let most = Double(rate * 60) * 1.02 + 1
        let least = Double((rate - 1) * 60) * 0.98 - 1
        #expect((least...most).contains(Double(count)), "\(count) for \(rate * 60)")
    }

    @Test func `a limit that comes later begins without a burst`() {
        var engine = engine(LaneSettings(isPaused: true), deliveries: 500)
        for _ in 0..<50 {
            engine.put(LaneSettings(isPaused: true))
            engine.put(LaneSettings(rateLimitPerSecond: 100))
        }
        #expect(engine.requests.isEmpty)
        engine.advance(10)
        #expect(engine.requests.count == 1)
    }
}
