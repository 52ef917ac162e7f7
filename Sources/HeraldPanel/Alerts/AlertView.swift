import HeraldModel
import HeraldOperations

/// What the page of one alert rule shows.
struct AlertView {
    let list: String
    let row: AlertRow
    let ruleID: String
    let subjectHref: String?
    let facts: [Fact]
    let mayManage: Bool

    init(_ report: AlertReport, _ visit: Visit) {
        let rule = report.rule
        list = visit.path(rule.networkID, "/alerts")
        row = AlertRow(report, visit)
        ruleID = rule.id.description
        mayManage = visit.may(.manage)
        subjectHref =
            switch rule.subject {
            case .network: nil
            case .webhook(let id): visit.path(rule.networkID, "/webhooks/\(id)")
            case .source(let id): visit.path(rule.networkID, "/sources/\(FormText.encode(id))")
            case .consumer(let name): visit.path(rule.networkID, "/consumers/\(FormText.encode(name))")
            }
        var facts = [Fact(name: "Fires on", setting: AlertWords.condition(rule))]
        if rule.metric == .successRate {
            facts.append(
                Fact(
                    name: "Judged from",
                    setting: "\(Figure.count(rule.minimum)) finished \(rule.minimum == 1 ? "one" : "ones") on"))
        }
        facts.append(Fact(name: "Measured", setting: AlertWords.reading(report)))
        self.facts = facts
    }
}
