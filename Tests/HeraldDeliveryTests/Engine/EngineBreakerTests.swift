import HeraldModel
import Testing

@testable import HeraldDelivery

/// Window, breaker and pauses as lanes live with them.
@Suite struct EngineBreakerTests {
    private func failing(_ settings: LaneSettings = .retrying(Array(repeating: 100, count: 50))) -> EngineHarness {
        var engine = EngineHarness()
        engine.open(.first, settings)
        engine.commit(1...20)
        for _ in 0..<20 where engine.health()?.state == .healthy {
            if engine.requests.isEmpty { engine.advance(200) }
            if let first = engine.underWay.first { engine.finish(first, .refused(status: 500)) }
        }
        engine.finishAll(.refused(status: 500))
        return engine
    }

    private func toProbe(_ engine: inout EngineHarness) {
        guard let at = engine.health()?.nextProbeAt else { return }
        engine.advance(at.milliseconds - engine.now.milliseconds)
    }

    @Test(arguments: Ordering.allCases)
    func `an open breaker lets one delivery through at a time until one succeeds`(ordering: Ordering) {
        var engine = EngineHarness()
        engine.open(.first, .retrying(Array(repeating: 100, count: 50), ordering: ordering, maxConcurrency: 10))
        for number in 1...40 { engine.commit(number...number, key: "k\(number)") }
        while engine.health()?.state == .healthy {
            if engine.requests.isEmpty { engine.advance(100) }
            engine.finishAll(.refused(status: 500))
        }
        for _ in 0..<20 {
            toProbe(&engine)
            if engine.requests.isEmpty { engine.advance(100) }
            #expect(engine.requests.count == 1)
            engine.advance(5000)
            #expect(engine.requests.count == 1)
            engine.finishAll(.refused(status: 500))
        }
        toProbe(&engine)
        engine.finishAll()
        #expect(engine.health()?.state == .healthy)
        // Then it goes on by itself and loses nothing.
        for _ in 0..<200 {
            engine.finishAll()
            engine.advance(100)
        }
        #expect(Set(engine.outcomes.filter { $0.decision == .delivered }.map(\.number)) == Set(1...40))
        #expect(engine.outcomes.allSatisfy { $0.decision == .delivered || $0.attempt.status == nil })
    }

    @Test func `a breaker burns no attempts and gives nothing up`() {
        var engine = failing(LaneSettings(retry: RetrySchedule(policy: .vendor, dialect: .socialplus)))
        let givenUp = engine.outcomes.count
        engine.commit(100...199)
        engine.advance(3 * 86_400_000)
        #expect(engine.requests.count == 1)
        #expect(engine.outcomes.count == givenUp)
        for _ in 0..<100 { engine.finishAll() }
        let ended = engine.outcomes.filter { $0.number >= 100 }
        #expect(ended.count == 100)
        #expect(ended.allSatisfy { $0.decision == .delivered && $0.attempt.number == 1 })
    }

    @Test func `what waited for an open breaker past its last moment is tried once more`() {
        var engine = failing(LaneSettings())
        engine.finishAll(.timeout)
        engine.advance(30 * 3_600_000)
        // One of them is the probe, the others wait still.
        #expect(engine.requests.count == 1)
        engine.finishAll()
        for _ in 0..<20 { engine.finishAll() }
        #expect(Set(engine.outcomes.filter { $0.decision == .delivered }.map(\.number)).count == 20)
    }

    @Test func `one burst of timeouts halves the window once`() {
        var engine = EngineHarness()
        engine.open(.first, LaneSettings(maxConcurrency: 8))
        engine.commit(1...100)
        engine.advance(1500)
        engine.finishAll(.timeout)
        #expect(engine.health()?.window == 4)
        #expect(engine.requests.count == 4)
    }

    @Test func `a pause asked for holds the lane and what it retries`() {
        var engine = EngineHarness()
        engine.open(.first, LaneSettings(maxConcurrency: 2))
        engine.open(.second)
        engine.commit(1...5)
        engine.advance(10)
        engine.finish(1, .refused(status: 429, retryAfterMilliseconds: 30_000))
        engine.finish(2)
        engine.advance(29_000)
        #expect(engine.requests.isEmpty)
        engine.commit(101...101, to: .second)
        #expect(engine.underWay == [101])
        engine.finishAll()
        engine.advance(1100)
        #expect(engine.underWay == [3, 4])
        #expect(engine.outcomes.map(\.number) == [1, 2, 101])
    }

    @Test func `a receiver that keeps asking for a pause cannot hold its lane for ever`() {
        var engine = EngineHarness()
        engine.open(.first, LaneSettings(maxConcurrency: 1))
        engine.commit(1...3)
        engine.finish(1, .refused(status: 503, retryAfterMilliseconds: 1_000_000_000))
        engine.advance(ReceiverHealth.longestHold)
        #expect(engine.underWay == [2])
    }

    @Test func `changed settings let one delivery ask now`() {
        var engine = failing()
        engine.advance(400)
        #expect(engine.requests.isEmpty)
        engine.put(.retrying(Array(repeating: 100, count: 50)))
        #expect(engine.requests.count == 1)
        #expect(engine.health()?.state == .probing)
    }

    @Test func `a paused lane does not probe`() {
        var engine = failing()
        var settings = LaneSettings.retrying(Array(repeating: 100, count: 50))
        settings.isPaused = true
        engine.put(settings)
        engine.advance(1_000_000)
        #expect(engine.requests.isEmpty)
        settings.isPaused = false
        engine.put(settings)
        #expect(engine.requests.count == 1)
    }

    @Test func `a probe cancelled at shutdown is no probe`() {
        var engine = failing()
        toProbe(&engine)
        engine.advance(200)
        #expect(engine.requests.count == 1)
        var result = AttemptResult(token: engine.requests[0].token, outcome: .timeout, durationMicroseconds: 1)
        result.isUnknownAtShutdown = true
        engine.requests = []
        engine.core.completed(result, at: engine.now)
        engine.pump()
        #expect(engine.requests.count == 1)
    }

    @Test func `a removed lane is no longer counted as failing`() {
        var engine = failing()
        #expect(engine.core.failingWebhooks == 1)
        engine.core.remove(.first)
        #expect(engine.core.failingWebhooks == 0)
        engine.advance(100_000)
        #expect(engine.requests.isEmpty)
    }

    // MARK: Notices

    @Test func `owners hear once that a webhook fails and once that it recovered`() {
        var engine = failing()
        #expect(engine.notices.count == 1)
        guard case .failing(let state)? = engine.notices.first?.subject else {
            Issue.record("nobody hears that it fails")
            return
        }
        #expect(engine.notices.first?.webhook == .first)
        #expect(engine.notices.first?.network == NetworkID(rawValue: 1))
        #expect(state.health.state == .failing)
        #expect(state.health.consecutiveFailures == 10)
        #expect(state.health.nextProbeAt != nil)
        for _ in 0..<5 {
            toProbe(&engine)
            engine.advance(200)
            engine.finishAll(.refused(status: 500))
        }
        #expect(engine.notices.count == 1)
        toProbe(&engine)
        engine.advance(200)
        engine.finishAll()
        #expect(engine.notices.count == 2)
        guard case .recovered? = engine.notices.last?.subject else {
            Issue.record("nobody hears that it recovered")
            return
        }
    }

    @Test func `a delivery that is given up is told of, one of Herald's own is not`() {
        var engine = EngineHarness()
        engine.open(.first, .retrying([100]))
        engine.commit(1...1)
        let own = OwedDelivery.owed(2, type: "herald.webhook.failing")
        engine.core.committed(own, body: [], at: engine.now)
        engine.pump()
        engine.finishAll(.refused(status: 500))
        #expect(engine.notices.isEmpty)
        engine.advance(100)
        engine.finishAll(.timeout)
        #expect(engine.outcomes.count == 4)
        #expect(engine.notices.count == 1)
        guard case .exhausted(let delivery)? = engine.notices.first?.subject else {
            Issue.record("nobody hears of it")
            return
        }
        #expect(delivery.delivery == DeliveryID(1))
        #expect(delivery.attempts == 2)
        #expect(delivery.type == "t")
    }
}
