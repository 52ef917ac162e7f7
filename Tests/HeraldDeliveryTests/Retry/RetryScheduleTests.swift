import HeraldModel
import Testing

@testable import HeraldDelivery

@Suite struct RetryScheduleTests {
    static let now = Timestamp(milliseconds: 1_800_000_000_000)
    static let hour: Int64 = 3_600_000

    /// The pause a decision asks for; nil when it gives up.
    private func pause(
        _ policy: RetryPolicy, _ dialect: Dialect = .standard, attempt: Int,
        outcome: AttemptOutcome = .refused(status: 500), elapsed: Int64 = 0, seed: UInt64 = 1
    ) -> Int64? {
        var random = SplitMix64(seed: seed)
        let decision = RetrySchedule(policy: policy, dialect: dialect).decide(
            attempt: attempt, outcome: outcome, triedSince: Self.now.advanced(byMilliseconds: -elapsed), now: Self.now,
            random: &random)
        switch decision {
        case .retry(let due): return due.milliseconds - Self.now.milliseconds
        case .failed(let reason):
            #expect(!reason.isEmpty)
            return nil
        case .delivered:
            Issue.record("a failed attempt cannot have delivered")
            return nil
        }
    }

    @Test(arguments: [RetryPolicy.durable, .vendor, .schedule([]), .schedule([1])], Dialect.allCases)
    func `success delivers`(policy: RetryPolicy, dialect: Dialect) {
        var random = SplitMix64(seed: 1)
        let decision = RetrySchedule(policy: policy, dialect: dialect).decide(
            attempt: 99, outcome: .success, triedSince: Timestamp(milliseconds: 0), now: Self.now, random: &random)
        #expect(decision == .delivered)
    }

    @Test(
        arguments: [
            (1, 1000), (2, 2000), (3, 4000), (4, 8000), (5, 16_000), (6, 32_000), (7, 64_000), (8, 128_000),
            (9, 256_000),
            (10, 512_000), (11, 1_024_000), (12, 2_048_000), (13, 3_600_000), (14, 3_600_000), (21, 3_600_000),
            (64, 3_600_000), (5000, 3_600_000),
        ] as [(Int, Int64)])
    func `durable draws from zero to a ceiling that doubles up to an hour`(attempt: Int, ceiling: Int64) {
        let pauses = (0..<400).compactMap { pause(.durable, attempt: attempt, seed: $0) }
        #expect(pauses.count == 400)
        #expect(pauses.allSatisfy { (RetrySchedule.floor...ceiling).contains($0) })
        // Full jitter: the draws fill the range.
        #expect((pauses.min() ?? .max) < ceiling / 8)
        #expect((pauses.max() ?? 0) > ceiling - ceiling / 8)
        let mean = pauses.reduce(0, +) / 400
        #expect((ceiling * 4 / 10...ceiling * 6 / 10).contains(mean))
    }

    @Test func `durable repeats its draws for a seed`() {
        #expect(pause(.durable, attempt: 9, seed: 7) == pause(.durable, attempt: 9, seed: 7))
        #expect(Set((0..<20).map { pause(.durable, attempt: 9, seed: $0) }).count > 15)
    }

    @Test(
        arguments: [
            (5000, 5000), (60_000, 60_000), (3_600_000, 3_600_000), (3_600_001, 3_600_000),
            (1_000_000_000_000, 3_600_000),
        ] as [(Int64, Int64)])
    func `durable obeys Retry-After up to an hour`(asked: Int64, obeyed: Int64) {
        let outcome = AttemptOutcome.refused(status: 429, retryAfterMilliseconds: asked)
        #expect(pause(.durable, attempt: 1, outcome: outcome) == obeyed)
    }

    @Test func `durable waits longer than Retry-After when its own pause is longer`() {
        let outcome = AttemptOutcome.refused(status: 503, retryAfterMilliseconds: 1)
        for seed in 0..<50 as Range<UInt64> {
            #expect(
                pause(.durable, attempt: 12, outcome: outcome, seed: seed) == pause(.durable, attempt: 12, seed: seed))
        }
    }

    @Test func `durable gives up when the next attempt would come after 24 hours`() {
        let asked = AttemptOutcome.refused(status: 503, retryAfterMilliseconds: Self.hour)
        #expect(pause(.durable, attempt: 40, outcome: asked, elapsed: 23 * Self.hour) == Self.hour)
        #expect(pause(.durable, attempt: 40, outcome: asked, elapsed: 23 * Self.hour + 1) == nil)
        #expect(pause(.durable, attempt: 2, elapsed: 24 * Self.hour) == nil)
        #expect(pause(.durable, attempt: 2, outcome: .timeout, elapsed: 24 * Self.hour - 2000) != nil)
    }

    struct VendorCase: Sendable {
        var dialect: Dialect
        var outcome: AttemptOutcome
        var attempts: Int
    }

    @Test(arguments: [
        VendorCase(dialect: .socialplus, outcome: .timeout, attempts: 1),
        VendorCase(dialect: .socialplus, outcome: .refused(status: 500), attempts: 1),
        VendorCase(dialect: .socialplus, outcome: .unreachable(code: "connect_failed"), attempts: 1),
        VendorCase(dialect: .sendbird, outcome: .timeout, attempts: 3),
        VendorCase(dialect: .sendbird, outcome: .refused(status: 404), attempts: 3),
        VendorCase(dialect: .sendbird, outcome: .unreachable(code: "dns_failed"), attempts: 3),
        VendorCase(dialect: .stream, outcome: .timeout, attempts: 3),
        VendorCase(dialect: .stream, outcome: .refused(status: 408), attempts: 3),
        VendorCase(dialect: .stream, outcome: .refused(status: 429, retryAfterMilliseconds: 9000), attempts: 3),
        VendorCase(dialect: .stream, outcome: .refused(status: 500), attempts: 3),
        VendorCase(dialect: .stream, outcome: .refused(status: 599), attempts: 3),
        VendorCase(dialect: .stream, outcome: .refused(status: 400), attempts: 1),
        VendorCase(dialect: .stream, outcome: .refused(status: 301), attempts: 1),
        VendorCase(dialect: .stream, outcome: .unreachable(code: "connection_closed"), attempts: 2),
    ])
    func `vendors make their number of attempts without a pause`(vendor: VendorCase) {
        for attempt in 1..<vendor.attempts {
            #expect(pause(.vendor, vendor.dialect, attempt: attempt, outcome: vendor.outcome) == 0)
        }
        #expect(pause(.vendor, vendor.dialect, attempt: vendor.attempts, outcome: vendor.outcome) == nil)
        #expect(pause(.vendor, vendor.dialect, attempt: vendor.attempts + 5, outcome: vendor.outcome) == nil)
    }

    @Test func `Stream stops 15 seconds after the first attempt`() {
        #expect(pause(.vendor, .stream, attempt: 1, elapsed: 14_999) == 0)
        #expect(pause(.vendor, .stream, attempt: 1, elapsed: 15_000) == nil)
    }

    @Test func `the standard dialect follows the example of its specification`() {
        let expected: [Int64] = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]
        for (index, seconds) in expected.enumerated() {
            #expect(pause(.vendor, .standard, attempt: index + 1, elapsed: 90 * Self.hour) == seconds * 1000)
        }
        #expect(pause(.vendor, .standard, attempt: 10) == nil)
    }

    @Test func `a schedule gives its pauses, then gives up`() {
        let policy = RetryPolicy.schedule([0, 250, 90_000_000])
        #expect(pause(policy, attempt: 1) == 0)
        #expect(pause(policy, attempt: 2, elapsed: 999 * Self.hour) == 250)
        #expect(pause(policy, attempt: 3) == 90_000_000)
        #expect(pause(policy, attempt: 4) == nil)
        #expect(pause(.schedule([]), attempt: 1) == nil)
    }

    @Test(arguments: [(100, 250), (9000, 9000), (7_200_000, 3_600_000)] as [(Int64, Int64)])
    func `a schedule is stretched by Retry-After up to an hour`(asked: Int64, expected: Int64) {
        let outcome = AttemptOutcome.refused(status: 429, retryAfterMilliseconds: asked)
        #expect(pause(.schedule([250]), attempt: 1, outcome: outcome) == expected)
    }
}
