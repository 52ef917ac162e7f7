import HeraldModel
import HeraldOperations

/// One alert rule, with where it stands.
struct AlertRow {
    let href: String
    let ruleName: String
    let state: Pill
    let since: Moment?
    let subject: String
    let condition: String
    let reading: String
    let checked: Moment?

    init(_ report: AlertReport, _ visit: Visit) {
        let rule = report.rule
        href = visit.path(rule.networkID, "/alerts/\(rule.id)")
        ruleName = PlainText.visible(rule.name)
        state = Pill(report.condition, isEnabled: rule.isEnabled)
        since = rule.firingSince.map(Moment.init)
        subject = AlertWords.subject(rule, visit.operations)
        condition = AlertWords.condition(rule)
        reading = AlertWords.reading(report)
        checked = report.checkedAt.map(Moment.init)
    }
}
