import HeraldModel
import Testing

@testable import HeraldDelivery

@Suite struct EngineLimitTests {
    @Test func `a lane has no more requests under way than its concurrency`() {
        var engine = EngineHarness()
        engine.open(.first, LaneSettings(maxConcurrency: 3))
        engine.commit(1...10)
        #expect(engine.underWay == [1, 2, 3])
        engine.finish(2)
        #expect(engine.underWay == [1, 3, 4])
        engine.finishAll()
        #expect(engine.underWay == [5, 6, 7])
        #expect(engine.state() == LaneState(ready: 3, inFlight: 3, waiting: 0, isOverflowing: false))
    }

    @Test func `less concurrency starts nothing until enough has ended`() {
        var engine = EngineHarness()
        engine.open(.first, LaneSettings(maxConcurrency: 4))
        engine.commit(1...10)
        engine.put(LaneSettings(maxConcurrency: 1))
        engine.finish(1)
        engine.finish(2)
        engine.finish(3)
        #expect(engine.underWay == [4])
        engine.finish(4)
        #expect(engine.underWay == [5])
        engine.put(LaneSettings(maxConcurrency: 3))
        #expect(engine.underWay == [5, 6, 7])
    }

    @Test func `the whole engine has no more requests under way than it may`() {
        var engine = EngineHarness { $0.maxInFlight = 5 }
        for id in 1...4 as ClosedRange<Int64> {
            let webhook = WebhookID(rawValue: id)
            engine.open(webhook, network: id)
            engine.commit(Int(id) * 100..<Int(id) * 100 + 10, to: webhook)
        }
        #expect(engine.requests.count == 5)
        #expect(engine.core.inFlightCount == 5)
        for _ in 0..<35 {
            engine.finish(engine.underWay[0])
            #expect(engine.requests.count == 5)
        }
        engine.finishAll()
        #expect(engine.core.inFlightCount == 0)
        #expect(engine.outcomes.count == 40)
    }

    @Test func `a paused lane sends nothing and loses nothing`() {
        var engine = EngineHarness()
        var settings = LaneSettings(maxConcurrency: 2)
        engine.open(.first, settings)
        engine.commit(1...3)
        settings.isPaused = true
        engine.put(settings)
        engine.finishAll()
        engine.commit(4...4)
        engine.advance(86_400_000)
        #expect(engine.requests.isEmpty)
        settings.isPaused = false
        engine.put(settings)
        #expect(engine.underWay == [3, 4])
    }

    @Test func `a delivery that stood still for days is given its retries`() {
        var engine = EngineHarness()
        engine.open(.first, LaneSettings(isPaused: true))
        engine.commit(1...1)
        engine.advance(5 * 86_400_000)
        engine.put(LaneSettings())
        engine.finish(1, .timeout)
        #expect(engine.state()?.waiting == 1)
        engine.advance(2000)
        #expect(engine.requests.first?.variant == RequestVariant(attempt: 2))
        engine.advance(86_400_000)
        engine.finish(1, .timeout)
        guard case .failed? = engine.outcomes.last?.decision else {
            Issue.record("24 hours after the first attempt it is given up")
            return
        }
    }

    @Test(arguments: [1, 3, 7, 10, 50, 333, 1000])
    func `a rate limit is exact over a minute`(rate: Int) {
        var engine = EngineHarness {
            $0.laneWindow = 100_000
            $0.maxInFlight = 100_000
            $0.maxUnsettled = 100_000
        }
        engine.open(.first, LaneSettings(maxConcurrency: 100_000, rateLimitPerSecond: rate))
        engine.commit(1...rate * 70)
        // Never more at once than a tenth of a second's worth.
        #expect(engine.requests.count <= max(1, rate / 10))
        let before = engine.requests.count
        engine.advance(60_000)
        let sent = engine.requests.count - before
        #expect(abs(sent - rate * 60) <= max(1, rate * 60 / 50))
        engine.finishAll()
        engine.recordAll()
        engine.advance(60_000)
        #expect(engine.core.nextTimer == nil)
        engine.finishAll()
        #expect(engine.outcomes.count + sent + before == rate * 70)
    }

    @Test func `an idle lane saves up no more than a burst`() {
        var engine = EngineHarness()
        engine.open(.first, LaneSettings(maxConcurrency: 1000, rateLimitPerSecond: 50))
        engine.advance(3_600_000)
        engine.commit(1...100)
        #expect(engine.requests.count == 5)
    }

    @Test func `a new rate applies at once and old timers do not pile up`() {
        var engine = EngineHarness()
        engine.open(.first, LaneSettings(maxConcurrency: 1000, rateLimitPerSecond: 1))
        engine.commit(1...400)
        for rate in 1...100 {
            engine.put(LaneSettings(maxConcurrency: 1000, rateLimitPerSecond: rate % 2 + 1))
        }
        engine.advance(10_000)
        let ticks = engine.ticks
        engine.advance(10_000)
        #expect(engine.ticks - ticks == 10)
        engine.put(LaneSettings(maxConcurrency: 1000))
        #expect(engine.state()?.ready == 0)
    }

    @Test func `nothing starts while too many outcomes are unrecorded`() {
        var engine = EngineHarness { $0.maxUnsettled = 4 }
        engine.open(.first, LaneSettings(maxConcurrency: 2))
        engine.commit(1...10)
        engine.finishAll()
        engine.finishAll()
        #expect(engine.core.unsettledCount == 4)
        #expect(engine.requests.isEmpty)
        engine.recordAll()
        #expect(engine.core.unsettledCount == 0)
        #expect(engine.underWay == [5, 6])
    }

    @Test func `nothing starts while unrecorded answers hold too many bytes`() {
        var engine = EngineHarness { $0.maxUnsettledBytes = 1000 }
        engine.open(.first, LaneSettings(maxConcurrency: 1))
        engine.commit(1...9)
        for _ in 0..<5 {
            guard let request = engine.requests.popLast() else { break }
            engine.core.completed(
                AttemptResult(
                    token: request.token, outcome: .success, durationMicroseconds: 1,
                    responseHead: Array(repeating: 0, count: 200), responseBody: Array(repeating: 0, count: 200)),
                at: engine.now)
            engine.pump()
        }
        #expect(engine.outcomes.count == 3)
        #expect(engine.requests.isEmpty)
        engine.recordAll()
        #expect(engine.core.unsettledBytes == 0)
        #expect(engine.underWay == [4])
    }

    @Test func `turns are a quantum long`() {
        var engine = EngineHarness {
            $0.quantum = 3
            $0.maxInFlight = 100
        }
        engine.open(.first, LaneSettings(isPaused: true))
        engine.open(.second, LaneSettings(isPaused: true))
        engine.commit(1...20)
        engine.commit(101...120, to: .second)
        engine.core.stop()
        engine.put(LaneSettings(maxConcurrency: 8))
        engine.put(LaneSettings(), for: .second)
        engine.core.isStopping = false
        engine.pump()
        #expect(engine.underWay == [1, 2, 3, 101, 102, 103, 4, 5, 6, 104, 105, 106, 7, 8] + Array(107...120))
    }

    @Test func `a stopped engine starts and reads nothing`() {
        var engine = EngineHarness { $0.laneWindow = 2 }
        engine.open(.first, LaneSettings(maxConcurrency: 1))
        engine.commit(1...9)
        engine.core.stop()
        engine.finishAll()
        engine.advance(10_000)
        #expect(engine.requests.isEmpty)
        #expect(engine.outcomes.count == 1)
        #expect(engine.pages.isEmpty)
    }

    // MARK: Legacy requests

    private func legacy(maxConcurrency: Int = 8) -> LaneSettings {
        var settings = LaneSettings.retrying([100], maxConcurrency: maxConcurrency)
        settings.sendsLegacyRequest = true
        return settings
    }

    @Test func `a legacy request accompanies the first attempt only`() {
        var engine = EngineHarness()
        engine.open(.first, legacy())
        engine.commit(1...1)
        #expect(
            engine.requests.map(\.variant) == [
                RequestVariant(attempt: 1), RequestVariant(attempt: 1, isLegacy: true),
            ])
        #expect(Set(engine.requests.map(\.token)).count == 2)
        engine.finishAll(.timeout)
        engine.advance(100)
        #expect(engine.requests.map(\.variant) == [RequestVariant(attempt: 2)])
    }

    @Test(arguments: [AttemptOutcome.success, .timeout], [true, false])
    func `a legacy request decides nothing`(outcome: AttemptOutcome, first: Bool) {
        var engine = EngineHarness()
        engine.open(.first, legacy())
        engine.commit(1...1)
        if first { engine.finish(1, outcome, legacy: true) }
        #expect(engine.state()?.inFlight == 1)
        engine.finish(1, .success)
        if !first { engine.finish(1, outcome, legacy: true) }
        let legacy = engine.outcomes.filter(\.attempt.isLegacy)
        #expect(legacy.count == 1)
        #expect(legacy.allSatisfy { $0.decision == nil && $0.attempt.number == 1 })
        #expect(engine.outcomes.filter { !$0.attempt.isLegacy }.map(\.decision) == [.delivered])
        engine.recordAll()
        #expect(engine.core.unsettledCount == 0)
        #expect(engine.core.inFlightCount == 0)
        #expect(engine.core.slots.count == 0)
    }

    @Test func `legacy requests that hang hold their own lane only`() {
        var engine = EngineHarness { $0.maxInFlight = 100 }
        engine.open(.first, legacy(maxConcurrency: 4))
        engine.open(.second, network: 1)
        engine.commit(1...50)
        for _ in 0..<20 {
            for number in engine.requests.filter({ !$0.variant.isLegacy }).map(\.number) { engine.finish(number) }
        }
        // There is room for one more request, but not for a first attempt and what accompanies it.
        #expect(engine.requests.count == 3)
        #expect(engine.requests.allSatisfy { $0.variant.isLegacy })
        engine.commit(101...110, to: .second)
        #expect(engine.requests.count == 13)
        engine.finish(engine.underWay[0], legacy: true)
        #expect(engine.state()?.inFlight == 1)
    }
}
