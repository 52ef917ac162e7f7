/// On what terms events are given back.
public struct ReturnTerms: Hashable, Sendable {
    /// They wait for so long.
    public var delayMilliseconds: Int64
    /// Why, for the dead letter there may be.
    public var reason: String?
    /// Whether the lease counts as an attempt.
    public var countsAttempt: Bool

    /// Describes terms.
    public init(delayMilliseconds: Int64 = 0, reason: String? = nil, countsAttempt: Bool = true) {
        self.delayMilliseconds = delayMilliseconds
        self.reason = reason
        self.countsAttempt = countsAttempt
    }

    /// What a dead letter says when the consumer gave no reason.
    public static func reason(afterGivingBack attempts: Int) -> String {
        "The consumer gave the event back \(attempts) times."
    }

    /// What a dead letter says when leases ended without an answer.
    public static func reason(afterSilence attempts: Int) -> String {
        "The last of \(attempts) leases ended without an acknowledgement."
    }
}
