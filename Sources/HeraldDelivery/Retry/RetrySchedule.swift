public import HeraldModel

/// Decides what follows an attempt: done, another one later, or giving up.
public struct RetrySchedule: Hashable, Sendable {
    public let policy: RetryPolicy
    public let dialect: Dialect

    /// The first pause of ``RetryPolicy/durable``, in milliseconds.
    static let base: Int64 = 1000
    /// The longest pause of ``RetryPolicy/durable``, and of any `Retry-After` it obeys.
    static let cap: Int64 = 3_600_000
    /// How long ``RetryPolicy/durable`` keeps trying.
    static let horizon: Int64 = 86_400_000
    /// The shortest pause: jitter may draw zero, and a receiver should not be hit again at once.
    static let floor: Int64 = 100

    /// The schedule of a policy; `dialect` says whose customs `vendor` means.
    public init(policy: RetryPolicy, dialect: Dialect) {
        self.policy = policy
        self.dialect = dialect
    }

    /// What follows attempt number `attempt` (from 1) of a delivery whose first attempt began at `triedSince`.
    public func decide(
        attempt: Int, outcome: AttemptOutcome, triedSince: Timestamp, now: Timestamp,
        random: inout some RandomNumberGenerator
    ) -> Settlement.Decision {
        guard outcome != .success else { return .delivered }
        switch policy {
        case .durable:
            return durable(attempt: attempt, outcome: outcome, triedSince: triedSince, now: now, random: &random)
        case .vendor:
            return vendor(attempt: attempt, outcome: outcome, triedSince: triedSince, now: now)
        case .schedule(let delays):
            guard attempt <= delays.count else {
                return .failed(reason: "\(Self.attempts(attempt)) of its schedule failed.")
            }
            let pause = max(delays[attempt - 1], min(outcome.retryAfterMilliseconds ?? 0, Self.cap))
            return .retry(at: now.advanced(byMilliseconds: pause))
        }
    }

    private func durable(
        attempt: Int, outcome: AttemptOutcome, triedSince: Timestamp, now: Timestamp,
        random: inout some RandomNumberGenerator
    ) -> Settlement.Decision {
        let ceiling = min(Self.cap, Self.base << Int64(min(attempt - 1, 20)))
        let jittered = Int64.random(in: 0...ceiling, using: &random)
        let asked = min(outcome.retryAfterMilliseconds ?? 0, Self.cap)
        let due = now.advanced(byMilliseconds: max(jittered, asked, Self.floor))
        guard due.milliseconds - triedSince.milliseconds <= Self.horizon else {
            return .failed(reason: "\(Self.attempts(attempt)) within 24 hours failed.")
        }
        return .retry(at: due)
    }

    /// The vendors' own rules (`reference/*.md`): social.plus tries once; Sendbird three times without a pause; Stream
    /// three times for 408, 429, 5xx and timeouts, twice for network errors, and stops 15 s after the first attempt.
    private func vendor(
        attempt: Int, outcome: AttemptOutcome, triedSince: Timestamp, now: Timestamp
    ) -> Settlement.Decision {
        let limit: Int
        switch (dialect, outcome) {
        case (.socialplus, _): limit = 1
        case (.sendbird, _): limit = 3
        case (.stream, .timeout): limit = 3
        case (.stream, .refused(let status, _)): limit = status == 408 || status == 429 || status >= 500 ? 3 : 1
        case (.stream, _): limit = 2
        case (.standard, _): return standard(attempt: attempt, now: now)
        }
        let isOutOfTime = deadline(triedSince: triedSince).map { $0 <= now } ?? false
        guard attempt < limit, !isOutOfTime else {
            return .failed(reason: "\(Self.attempts(attempt)) this vendor makes failed.")
        }
        return .retry(at: now)
    }

    /// How long the attempts of Stream's policy take in all, in milliseconds (`reference/stream-chat.md` §6).
    static let streamBudget: Int64 = 15_000

    /// When the last attempt must have come to its end; nil when it may take its full time.
    public func deadline(triedSince: Timestamp) -> Timestamp? {
        guard dialect == .stream, policy == .vendor else { return nil }
        return triedSince.advanced(byMilliseconds: Self.streamBudget)
    }

    /// The schedule the Standard Webhooks specification gives as its example: ten attempts over 75.6 hours.
    private func standard(attempt: Int, now: Timestamp) -> Settlement.Decision {
        let pauses: [Int64] = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]
        guard attempt <= pauses.count else {
            return .failed(reason: "\(Self.attempts(attempt)) of its schedule failed.")
        }
        return .retry(at: now.advanced(byMilliseconds: pauses[attempt - 1] * 1000))
    }

    private static func attempts(_ count: Int) -> String { count == 1 ? "The one attempt" : "All \(count) attempts" }
}

extension AttemptOutcome {
    /// The status of an answer that is no success.
    var status: Int? {
        if case .refused(let status, _) = self { status } else { nil }
    }

    var retryAfterMilliseconds: Int64? {
        if case .refused(_, let pause) = self { pause } else { nil }
    }
}
