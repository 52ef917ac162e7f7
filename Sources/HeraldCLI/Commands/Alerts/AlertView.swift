import HeraldJSON

/// Shows alert rules.
enum AlertView {
    static func print(_ alert: JSONValue, on console: Console) {
        let names = [
            "id", "name", "metric", "subject", "threshold", "window", "minimum", "forSeconds", "enabled", "state",
            "value", "firingSince", "checkedAt", "createdAt", "updatedAt",
        ]
        let fields = names.map { ($0, $0 == "subject" ? subject(of: alert) : alert.text($0)) }
        console.print(fields: fields.filter { !$0.1.isEmpty })
    }

    /// What a rule is about: `webhook whk_…`, or the network.
    static func subject(of alert: JSONValue) -> String {
        guard let member = alert["subject"]?.object?.members.first else { return "network" }
        return "\(member.key) \(TextWidth.harmless(member.value.string ?? ""))"
    }

    /// What makes a rule fire, in one expression.
    static func condition(of alert: JSONValue) -> String {
        let metric = alert.text("metric")
        let sign = ["successRate": "<", "lag": ">", "silence": "≥"][metric] ?? "?"
        let unit = metric == "silence" ? " s" : ""
        return "\(metric) \(sign) \(alert.text("threshold"))\(unit)"
    }

    /// One word for where a rule stands.
    static func state(of alert: JSONValue) -> String {
        alert["enabled"]?.bool == false ? "off" : alert.text("state")
    }
}
