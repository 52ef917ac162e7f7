import HeraldJSON
import HeraldModel
import HeraldOperations

/// The form that sets a hook up or changes it. Its secret is not sent back to it.
struct HookFormView {
    let action: String
    let back: String
    let verb: String
    let isNew: Bool
    let isCommand: Bool
    let typedURL: String
    let typedTimeout: String
    let typedOverall: String
    let defaultTimeout: String
    let failureChoices: [Choice]
    let isShadow: Bool
    let isEnabled: Bool
    let urlProblem: String?
    let timeoutProblem: String?
    let overallProblem: String?
    let secretProblem: String?
    let otherProblems: [String]
    let hasProblem: Bool

    private static let fields = ["/url", "/timeoutMs", "/overallTimeoutMs", "/secret"]

    /// The form as the hook stands, or an empty one.
    init(_ kind: Hook.Kind, _ hook: Hook?, _ visit: Visit) throws {
        var form = "on_failure=" + (hook?.onFailure ?? .allow).rawValue
        form += "&url=" + FormText.encode(hook?.url ?? "")
        form += "&timeout=\(hook?.attemptTimeoutMilliseconds.map(String.init) ?? "")"
        form += "&overall=\(hook?.overallTimeoutMilliseconds.map(String.init) ?? "")"
        if hook?.isShadow ?? false { form += "&shadow=on" }
        if hook?.isEnabled ?? true { form += "&enabled=on" }
        try self.init(kind, hook, FormText(form) ?? FormText(), visit)
    }

    /// The form again, with what is wrong with it.
    init(
        _ kind: Hook.Kind, _ hook: Hook?, _ form: FormText, _ visit: Visit, _ errors: FormErrors = FormErrors()
    ) throws {
        back = Visit.path(try visit.network.id, "/hooks/\(kind.rawValue)")
        action = back + "/edit"
        isNew = hook == nil
        verb = isNew ? "Set up" : "Save"
        isCommand = kind == .customCommand
        typedURL = form.text("url") ?? ""
        typedTimeout = form.text("timeout") ?? ""
        typedOverall = form.text("overall") ?? ""
        defaultTimeout = "\(kind.attemptTimeoutMilliseconds)"
        let chosen = form.text("on_failure")
        failureChoices = [
            ("allow", "allow: everything goes on unchanged"), ("deny", "deny: everything is refused until it answers"),
        ].map { Choice(value: $0.0, label: $0.1, isChosen: $0.0 == chosen) }
        isShadow = form.isOn("shadow")
        isEnabled = form.isOn("enabled")
        urlProblem = errors["/url"]
        timeoutProblem = errors["/timeoutMs"]
        overallProblem = errors["/overallTimeoutMs"]
        secretProblem = errors["/secret"]
        otherProblems = errors.others(than: Self.fields)
        hasProblem = !errors.isEmpty
    }

    /// What a form asks for.
    static func body(_ form: FormText) -> JSONValue {
        var body = JSONObject([
            .init("url", .string(form.text("url") ?? "")),
            .init("timeoutMs", form.text("timeout").map(FormText.number) ?? .null),
            .init("overallTimeoutMs", form.text("overall").map(FormText.number) ?? .null),
            .init("onFailure", .string(form.text("on_failure") ?? "allow")),
            .init("shadow", .bool(form.isOn("shadow"))), .init("enabled", .bool(form.isOn("enabled"))),
        ])
        body["secret"] = form.text("secret").map(JSONValue.string)
        return .object(body)
    }
}
