import HeraldModel
import Testing

@testable import HeraldDelivery

@Suite struct ReceiverHealthTests {
    private static let now = Timestamp(milliseconds: 1_000_000)

    private static func observe(
        _ health: inout ReceiverHealth, _ outcome: AttemptOutcome, token: UInt64 = 1, startedAgo: Int64 = 0,
        at now: Timestamp = now
    ) -> ReceiverHealth.Change {
        var random = SplitMix64(seed: 1)
        return health.observe(
            AttemptResult(token: token, outcome: outcome, durationMicroseconds: 1),
            startedAt: now.advanced(byMilliseconds: -startedAgo), at: now, settings: BreakerSettings(), random: &random)
    }

    @Test(arguments: [
        (AttemptOutcome.success, ReceiverSign.well),
        (.refused(status: 301), .rejecting), (.refused(status: 400), .rejecting), (.refused(status: 401), .rejecting),
        (.refused(status: 404), .rejecting), (.refused(status: 410), .rejecting), (.refused(status: 422), .rejecting),
        (.refused(status: 408), .overloaded), (.refused(status: 429), .throttling),
        (.refused(status: 429, retryAfterMilliseconds: 5), .throttling),
        (.refused(status: 500), .broken), (.refused(status: 501), .broken), (.refused(status: 502), .broken),
        (.refused(status: 503), .overloaded), (.refused(status: 503, retryAfterMilliseconds: 5), .overloaded),
        (.refused(status: 504), .overloaded), (.timeout, .overloaded),
        (.unreachable(code: "connect_failed"), .overloaded),
    ])
    func `outcomes are signs`(outcome: AttemptOutcome, sign: ReceiverSign) { #expect(ReceiverSign(outcome) == sign) }

    @Test(arguments: [400, 401, 404, 410, 422])
    func `refusals of payloads never open the breaker nor narrow the window`(status: Int) {
        var health = ReceiverHealth(maxConcurrency: 32)
        for _ in 0..<1000 { _ = Self.observe(&health, .refused(status: status)) }
        #expect(health.isUntroubled)
        #expect(LaneHealth(health) == LaneHealth(window: 32))
    }

    @Test func `a few poison payloads among successes do not open it`() {
        var health = ReceiverHealth(maxConcurrency: 32)
        for round in 0..<1000 {
            _ = Self.observe(&health, round % 3 == 0 ? .refused(status: 500) : .success)
            #expect(health.breaker.state == .closed)
        }
    }

    @Test(arguments: [429, 503])
    func `a pause that is asked for holds the whole lane, within bounds`(status: Int) {
        var health = ReceiverHealth(maxConcurrency: 32)
        let settings = LaneSettings()
        let change = Self.observe(&health, .refused(status: status, retryAfterMilliseconds: 7000))
        let until = Self.now.advanced(byMilliseconds: 7000)
        #expect(change.wakeAt == until)
        #expect(health.heldUntil == until)
        #expect(!health.allows(underWay: 0, settings))
        // A shorter one does not shorten it.
        _ = Self.observe(&health, .refused(status: status, retryAfterMilliseconds: 1000))
        #expect(health.heldUntil == until)
        health.wake(at: until.advanced(byMilliseconds: -1))
        #expect(health.heldUntil == until)
        health.wake(at: until)
        #expect(health.allows(underWay: 0, settings))
        _ = Self.observe(&health, .refused(status: status, retryAfterMilliseconds: 86_400_000))
        #expect(health.heldUntil == Self.now.advanced(byMilliseconds: ReceiverHealth.longestHold))
    }

    @Test(arguments: [400, 404, 500, 502])
    func `other statuses hold nothing`(status: Int) {
        var health = ReceiverHealth(maxConcurrency: 32)
        _ = Self.observe(&health, .refused(status: status, retryAfterMilliseconds: 7000))
        #expect(health.heldUntil == nil)
    }

    @Test func `a receiver that still refuses one request at a time is left alone for longer and longer`() {
        var health = ReceiverHealth(maxConcurrency: 2)
        var now = Self.now
        var pauses: [Int64] = []
        for round in 0..<12 {
            // Now and then it accepts one, or the breaker would open.
            if round % 6 == 5 { _ = Self.observe(&health, .success, at: now) }
            now = now.advanced(byMilliseconds: 10)
            _ = Self.observe(&health, .refused(status: 429), at: now)
            pauses.append((health.heldUntil ?? now).milliseconds - now.milliseconds)
            now = health.heldUntil ?? now
            health.wake(at: now)
        }
        #expect(pauses == [100, 200, 400, 800, 1600, 1600, 3200, 6400, 10_000, 10_000, 10_000, 10_000])
        for _ in 0..<7 { _ = Self.observe(&health, .success, at: now) }
        now = now.advanced(byMilliseconds: 10)
        _ = Self.observe(&health, .refused(status: 429), at: now)
        #expect(health.heldUntil == now.advanced(byMilliseconds: 100))
    }

    @Test func `a burst of 429 does not open the breaker, nothing but 429 does`() {
        var health = ReceiverHealth(maxConcurrency: 64)
        for _ in 0..<64 { _ = Self.observe(&health, .refused(status: 429), startedAgo: 5) }
        #expect(health.breaker.state == .closed)
        var now = Self.now
        var rounds = 1
        while health.breaker.state == .closed {
            now = now.advanced(byMilliseconds: 60_000)
            health.wake(at: now)
            _ = Self.observe(&health, .refused(status: 429), at: now)
            rounds += 1
        }
        #expect(rounds == 10)
    }

    @Test func `after a probe the window starts small`() {
        var health = ReceiverHealth(maxConcurrency: 32)
        let settings = LaneSettings(maxConcurrency: 32)
        var opened = ReceiverHealth.Change()
        for _ in 0..<10 { opened = Self.observe(&health, .refused(status: 500)) }
        #expect(opened.isTurn)
        guard let until = opened.wakeAt else {
            Issue.record("nobody wakes the breaker")
            return
        }
        #expect(!health.allows(underWay: 0, settings))
        #expect(LaneHealth(health).state == .failing)
        #expect(LaneHealth(health).nextProbeAt == until)
        health.wake(at: until)
        // Those from before do not keep the probe from starting, but the limit holds.
        #expect(health.allows(underWay: 31, settings))
        #expect(!health.allows(underWay: 32, settings))
        health.started(token: 9)
        #expect(!health.allows(underWay: 0, settings))
        #expect(LaneHealth(health).state == .probing)
        let closed = Self.observe(&health, .refused(status: 404), token: 9, at: until)
        #expect(closed.isTurn)
        #expect(LaneHealth(health).state == .healthy)
        #expect(health.allows(underWay: 1, settings))
        #expect(!health.allows(underWay: 2, settings))
    }

    @Test func `changed settings let a request ask at once`() {
        var health = ReceiverHealth(maxConcurrency: 32)
        for _ in 0..<10 { _ = Self.observe(&health, .refused(status: 503, retryAfterMilliseconds: 60_000)) }
        health.change(maxConcurrency: 4)
        #expect(health.allows(underWay: 3, LaneSettings(maxConcurrency: 4)))
        #expect(LaneHealth(health).state == .probing)
    }

    @Test func `a legacy request finds room beside its first attempt`() {
        let health = ReceiverHealth(maxConcurrency: 4)
        let settings = LaneSettings(maxConcurrency: 4, sendsLegacyRequest: true)
        #expect(health.allows(underWay: 2, settings))
        #expect(!health.allows(underWay: 3, settings))
    }
}
