import HeraldJSON
import HeraldModel
import HeraldOperations

/// An alert rule as a form holds it: text, right or wrong.
struct AlertDraft {
    var name = ""
    var metric = AlertRule.Metric.successRate.rawValue
    /// `network`, `webhook:ID`, `source:ID` or `consumer:NAME`.
    var subject = "network"
    /// Per cent for success rates, else the metric's unit.
    var threshold = ""
    var window = "5m"
    var minimum = "20"
    var hold = "0"
    var isEnabled = true

    init() {}

    init(_ rule: AlertRule) {
        name = rule.name
        metric = rule.metric.rawValue
        switch rule.subject {
        case .network: break
        case .webhook(let id): subject = "webhook:\(id)"
        case .source(let id): subject = "source:\(id)"
        case .consumer(let name): subject = "consumer:\(name)"
        }
        let shown = rule.metric == .successRate ? (rule.threshold * 1_000_000).rounded() / 10_000 : rule.threshold
        threshold = JSONNumber(shown)?.text ?? ""
        if threshold.hasSuffix(".0") { threshold.removeLast(2) }
        window = rule.json["window"]?.string ?? window
        minimum = String(rule.minimum)
        hold = String(rule.forSeconds)
        isEnabled = rule.isEnabled
    }

    init(_ form: FormText) {
        name = form.text("name") ?? ""
        metric = form.text("metric") ?? metric
        subject = form.text("subject") ?? subject
        threshold = form.text("threshold") ?? ""
        window = form.text("window") ?? ""
        minimum = form.text("minimum") ?? ""
        hold = form.text("hold") ?? ""
        isEnabled = form.isOn("enabled")
    }

    /// What the API's clients would send to make the rule.
    var creation: JSONValue {
        var body = settings
        body["metric"] = .string(metric)
        let sides = subject.split(separator: ":", maxSplits: 1)
        if sides.count == 2 {
            body["subject"] = .object(JSONObject([.init(String(sides[0]), .string(String(sides[1])))]))
        }
        return .object(body)
    }

    /// What they would send to change it.
    var change: JSONValue {
        var body = settings
        body["enabled"] = .bool(isEnabled)
        return .object(body)
    }

    private var settings: JSONObject {
        var body = JSONObject([
            .init("name", .string(name)), .init("threshold", shownThreshold),
            .init("forSeconds", FormText.number(hold)),
        ])
        guard metric == AlertRule.Metric.successRate.rawValue else { return body }
        body["window"] = .string(window)
        body["minimum"] = FormText.number(minimum)
        return body
    }

    /// Text that is no number goes along, for the use case to refuse.
    private var shownThreshold: JSONValue {
        guard let number = Double(threshold), number.isFinite else { return .string(threshold) }
        let isRate = metric == AlertRule.Metric.successRate.rawValue
        return JSONNumber(isRate ? number / 100 : number).map(JSONValue.number) ?? .string(threshold)
    }
}
