import HeraldModel
import HeraldOperations

/// The form that creates or changes an alert rule.
struct AlertFormView {
    let action: String
    let verb: String
    let back: String
    let isNew: Bool
    let draft: AlertDraft
    let metrics: [Choice]
    let subjects: [Choice]
    let windows: [Choice]
    let thresholdLabel: String
    let thresholdHint: String
    let takesWindow: Bool
    let nameProblem: String?
    let subjectProblem: String?
    let thresholdProblem: String?
    let windowProblem: String?
    let minimumProblem: String?
    let holdProblem: String?
    let problem: String?
    let hasProblem: Bool

    init(new draft: AlertDraft, _ visit: Visit, _ error: OperationError? = nil) async throws {
        let list = visit.path(try visit.network.id, "/alerts")
        try await self.init(draft, visit, isNew: true, action: list, verb: "Create rule", back: list, error)
    }

    init(_ rule: AlertRule, _ draft: AlertDraft, _ visit: Visit, _ error: OperationError? = nil) async throws {
        let page = visit.path(rule.networkID, "/alerts/\(rule.id)")
        try await self.init(draft, visit, isNew: false, action: page + "/edit", verb: "Save", back: page, error)
    }

    private init(
        _ draft: AlertDraft, _ visit: Visit, isNew: Bool, action: String, verb: String, back: String,
        _ error: OperationError?
    ) async throws {
        self.action = action
        self.verb = verb
        self.back = back
        self.isNew = isNew
        self.draft = draft
        metrics = AlertRule.Metric.allCases.map {
            Choice(
                value: $0.rawValue, label: AlertWords.title($0), hint: Self.hint($0),
                isChosen: $0.rawValue == draft.metric)
        }
        subjects = isNew ? try await Self.subjects(draft.subject, visit) : []
        windows = Self.windows(draft.window)
        let metric = isNew ? nil : AlertRule.Metric(rawValue: draft.metric)
        thresholdLabel = metric.map(Self.label) ?? "Threshold"
        thresholdHint = metric.map(Self.example) ?? "Per cent for a success rate, a number of deliveries, or seconds."
        takesWindow = metric == nil || metric == .successRate
        let errors = error.map { FormErrors($0) } ?? FormErrors()
        nameProblem = errors["/name"]
        subjectProblem = errors["/subject"]
        let isRate = draft.metric == AlertRule.Metric.successRate.rawValue
        thresholdProblem = errors["/threshold"].map { isRate ? "Write per cent, from 0.01 to 100." : $0 }
        windowProblem = errors["/window"]
        minimumProblem = errors["/minimum"]
        holdProblem = errors["/forSeconds"]
        let others = errors.others(than: ["/name", "/subject", "/threshold", "/window", "/minimum", "/forSeconds"])
        problem = others.isEmpty ? nil : others.joined(separator: " ")
        hasProblem = error != nil
    }

    private static func hint(_ metric: AlertRule.Metric) -> String {
        switch metric {
        case .successRate: "Of the network, a webhook or a source: too few of the finished succeeded."
        case .lag: "Of the network, a webhook or a consumer: too many deliveries or events wait."
        case .silence: "Of the network or a source: nothing came for too long."
        }
    }

    private static func label(_ metric: AlertRule.Metric) -> String {
        switch metric {
        case .successRate: "Fire below, in per cent"
        case .lag: "Fire above"
        case .silence: "Fire after, in seconds"
        }
    }

    private static func example(_ metric: AlertRule.Metric) -> String {
        switch metric {
        case .successRate: "95 tells when more than one in twenty fails."
        case .lag: "How many may wait before it tells."
        case .silence: "600 are ten minutes."
        }
    }

    private static func windows(_ chosen: String) -> [Choice] {
        var known = [("5m", "5 minutes"), ("15m", "15 minutes"), ("1h", "1 hour"), ("6h", "6 hours"), ("1d", "1 day")]
        if !chosen.isEmpty, !known.contains(where: { $0.0 == chosen }) { known.append((chosen, chosen)) }
        return known.map { Choice(value: $0.0, label: $0.1, isChosen: $0.0 == chosen) }
    }

    private static func subjects(_ chosen: String, _ visit: Visit) async throws -> [Choice] {
        let network = try visit.network.id
        var subjects = [("network", "the network")]
        subjects += try visit.operations.webhooks.all(of: network).map {
            ("webhook:\($0.id)", "webhook \(ShownURL.text($0.url))")
        }
        subjects += try visit.operations.sources.all(of: network).map {
            ("source:\($0.source.id)", "source \(SourceWords.name($0.source))")
        }
        subjects += try await visit.operations.consumers.all(of: network).map {
            ("consumer:\($0.consumer.name)", "consumer \(PlainText.visible($0.consumer.name))")
        }
        return subjects.map { Choice(value: $0.0, label: $0.1, isChosen: $0.0 == chosen) }
    }
}
