public import HeraldModel

/// A rule with what the last look at it found.
public struct AlertReport: Hashable, Sendable {
    public let rule: AlertRule
    public let condition: Condition
    /// What was measured last; nil when there was no reading.
    public let value: Double?
    /// When that was; nil before the first look.
    public let checkedAt: Timestamp?

    /// Where a rule stands.
    public enum Condition: String, Hashable, Sendable, CaseIterable {
        case quiet
        case pending
        case firing
        /// Not judged: switched off, not looked at yet, too little to judge by, or the measure failed.
        case unknown
    }
}
