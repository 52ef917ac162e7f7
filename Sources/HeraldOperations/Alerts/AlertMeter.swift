public import HeraldModel

/// Takes readings for some kinds of alert rules. Whoever brings a new subject brings a meter of it.
public protocol AlertMeter: Sendable {
    /// Whether it can measure this.
    func measures(_ metric: AlertRule.Metric, of subject: AlertRule.Subject) -> Bool

    /// Whether the network has the subject. A rule about one that is gone goes too.
    func knows(_ subject: AlertRule.Subject, of network: NetworkID) -> Bool

    /// Reads the values of one network's rules, all of which it ``measures(_:of:)``. A rule with too little to judge by
    /// has none.
    /// - Throws: when nothing can be read now; the rules stay where they are.
    func readings(for rules: [AlertRule], of network: NetworkID, at now: Timestamp) async throws -> [AlertID: Double]
}
