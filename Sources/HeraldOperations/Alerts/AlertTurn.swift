import HeraldModel

/// A rule that began or ceased to fire.
struct AlertTurn: Hashable, Sendable {
    let rule: AlertRule
    let kind: Kind
    /// What was measured; nil when the turn came without a reading.
    let value: Double?
    let at: Timestamp

    enum Kind: Hashable, Sendable {
        case fired
        case resolved(since: Timestamp, reason: Reason)
    }

    /// Why a rule ceased to fire.
    enum Reason: String, Hashable, Sendable {
        /// The condition ended.
        case recovered
        /// The rule was switched off.
        case disabled
        /// The rule was deleted.
        case deleted
        /// What the rule was about is no more, and the rule went with it.
        case subjectDeleted
    }
}
