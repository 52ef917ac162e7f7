import HeraldJSON
import HeraldModel
import HeraldOperations

/// The form that opens a source or changes one. Secrets are not sent back to it, whatever was wrong with the rest.
struct SourceFormView {
    let action: String
    let back: String
    let verb: String
    let isNew: Bool
    let typedName: String
    let typedRanges: String
    let isOpen: Bool
    let providers: [Choice]
    let nameProblem: String?
    let secretsProblem: String?
    let rangesProblem: String?
    let otherProblems: [String]

    init(new visit: Visit, _ errors: FormErrors = FormErrors()) throws {
        let network = try visit.network
        let list = Visit.path(network.id, "/sources")
        self.init(
            visit.form, provider: visit.form.text("provider") ?? network.dialect.rawValue, action: list, back: list,
            verb: "Open source", isNew: true, errors)
    }

    init(_ source: Source, _ form: FormText, _ errors: FormErrors) {
        let page = Visit.path(source.networkID, "/sources/\(source.id)")
        self.init(
            form, provider: source.provider.rawValue, action: page + "/edit", back: page, verb: "Save", isNew: false,
            errors)
    }

    /// The form as the source stands.
    init(_ source: Source) {
        var fields = "name=" + FormText.encode(source.name)
        fields += "&ranges=" + FormText.encode((source.allowedAddresses ?? []).joined(separator: "\n"))
        if source.isEnabled { fields += "&enabled=on" }
        self.init(source, FormText(fields) ?? FormText(), FormErrors())
    }

    private init(
        _ form: FormText, provider: String, action: String, back: String, verb: String, isNew: Bool,
        _ errors: FormErrors
    ) {
        self.action = action
        self.back = back
        self.verb = verb
        self.isNew = isNew
        typedName = form.typed("name") ?? ""
        typedRanges = form.typed("ranges") ?? ""
        isOpen = form.isOn("enabled")
        providers = Dialect.allCases.map {
            Choice(value: $0.rawValue, label: $0.title, isChosen: $0.rawValue == provider)
        }
        nameProblem = errors["/name"]
        secretsProblem = errors["/secrets"]
        rangesProblem = errors["/allowedAddresses"]
        otherProblems = errors.others(than: ["/name", "/secrets", "/allowedAddresses"])
    }

    /// What a form asks for when a source is opened.
    static func creation(_ form: FormText) -> JSONValue {
        let provider = form.text("provider") ?? ""
        var body = JSONObject([
            .init("provider", .string(provider)), .init("name", .string(form.text("name") ?? "")),
            .init("secrets", .array(lines(form.typed("secrets")).map { secret($0, provider) })),
        ])
        let ranges = lines(form.typed("ranges"))
        if !ranges.isEmpty { body["allowedAddresses"] = .array(ranges.map(JSONValue.string)) }
        return .object(body)
    }

    /// What a form asks for when a source is changed.
    static func change(_ form: FormText) -> JSONValue {
        let ranges = lines(form.typed("ranges"))
        return [
            "name": .string(form.text("name") ?? ""), "enabled": .bool(form.isOn("enabled")),
            "allowedAddresses": ranges.isEmpty ? .null : .array(ranges.map(JSONValue.string)),
        ]
    }

    /// A secret; with Stream `KEY:SECRET` ties it to an API key.
    static func secret(_ text: String, _ provider: String) -> JSONValue {
        guard provider == Dialect.stream.rawValue, let colon = text.firstIndex(of: ":") else { return .string(text) }
        return [
            "apiKey": .string(String(text[..<colon])), "secret": .string(String(text[text.index(after: colon)...])),
        ]
    }

    private static func lines(_ text: String?) -> [String] {
        (text ?? "").split(whereSeparator: \.isNewline).map { String($0).trimmingBlanks }.filter { !$0.isEmpty }
    }
}
