import HeraldJSON

/// One finding of `herald doctor`.
struct DoctorCheck: Hashable, Sendable {
    /// How bad it is.
    enum Verdict: String, Sendable {
        case ok
        case warn
        case fail
    }

    /// What was looked at.
    var name: String
    var verdict: Verdict
    /// What was found. Never holds a secret.
    var finding: String
    /// What to do about it.
    var advice: String?

    init(_ name: String, _ verdict: Verdict, _ finding: String, advice: String? = nil) {
        self.name = name
        self.verdict = verdict
        self.finding = finding
        self.advice = advice
    }

    /// The finding for people.
    func line(style: Style) -> String {
        let word = TextWidth.pad(verdict.rawValue, 4)
        let coloured = style.look(ofStatus: verdict.rawValue).map { style($0, word) } ?? word
        return coloured + "  " + TextWidth.pad(name, 18) + "  " + TextWidth.harmless(finding)
    }

    /// The finding for programs.
    var json: JSONValue {
        var object = JSONObject([
            .init("name", .string(name)), .init("verdict", .string(verdict.rawValue)),
            .init("finding", .string(finding)),
        ])
        object["advice"] = advice.map(JSONValue.string)
        return .object(object)
    }
}
