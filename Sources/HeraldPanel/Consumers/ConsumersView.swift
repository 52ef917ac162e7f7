import HeraldJSON
import HeraldModel
import HeraldOperations

/// What the list of consumers shows.
struct ConsumersView {
    let path: String
    let rows: [ConsumerRow]
    let mayManage: Bool
    let typedName: String
    let typedEvents: String
    let starts: [Choice]
    let orderings: [Choice]
    let nameProblem: String?
    let eventsProblem: String?
    let otherProblems: [String]

    init(_ visit: Visit, _ errors: FormErrors = FormErrors(), nameProblem: String? = nil) async throws {
        let network = try visit.network
        path = Visit.path(network.id, "/consumers")
        let all = try await visit.operations.consumers.all(of: network.id)
        let largestLag = all.map(\.state.lag).max() ?? 0
        rows = all.map { ConsumerRow($0, largestLag: largestLag) }
        mayManage = visit.may(.manage)
        typedName = visit.form.text("name") ?? ""
        typedEvents = visit.form.text("events") ?? ""
        let start = visit.form.text("start") ?? "now"
        starts = [("now", "with the next event"), ("beginning", "with the oldest event kept")].map {
            Choice(value: $0.0, label: $0.1, isChosen: $0.0 == start)
        }
        let ordering = visit.form.text("ordering") ?? "none"
        orderings = [("none", "as fast as it takes them"), ("key", "in order per channel")].map {
            Choice(value: $0.0, label: $0.1, isChosen: $0.0 == ordering)
        }
        self.nameProblem = nameProblem
        eventsProblem = errors["/events"]
        otherProblems = errors.others(than: ["/events"])
    }

    /// What a form asks for.
    static func body(_ form: FormText) -> JSONValue {
        var body = JSONObject([
            .init("startAt", .string(form.text("start") ?? "now")),
            .init("ordering", .string(form.text("ordering") ?? "none")),
        ])
        let patterns = (form.text("events") ?? "").split { $0 == "," || $0.isWhitespace }
        if !patterns.isEmpty { body["events"] = .array(patterns.map { .string(String($0)) }) }
        return .object(body)
    }
}
