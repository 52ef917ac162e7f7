import HeraldModel

/// Every meter of a server.
struct AlertMeters: Sendable {
    let all: [any AlertMeter]

    /// The place of the meter that measures this.
    func index(_ metric: AlertRule.Metric, of subject: AlertRule.Subject) -> Int? {
        all.firstIndex { $0.measures(metric, of: subject) }
    }

    /// Whether what a rule is about is no more. Without a meter nothing is known.
    func isSubjectGone(_ rule: AlertRule) -> Bool {
        index(rule.metric, of: rule.subject).map { !all[$0].knows(rule.subject, of: rule.networkID) } ?? false
    }
}
