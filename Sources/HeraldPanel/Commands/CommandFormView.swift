import HeraldModel

/// The form of one command.
struct CommandFormView {
    let action: String
    let verb: String
    let isNew: Bool
    let draft: CommandDraft
    let nameProblem: String?
    let descriptionProblem: String?
    let argsProblem: String?
    let setProblem: String?
    let otherProblems: [String]

    private static let fields = ["/name", "/description", "/args", "/set"]

    init(_ draft: CommandDraft, action: String, isNew: Bool, _ errors: FormErrors = FormErrors()) {
        self.action = action
        self.isNew = isNew
        self.draft = draft
        verb = isNew ? "Make command" : "Save"
        nameProblem = errors["/name"]
        descriptionProblem = errors["/description"]
        argsProblem = errors["/args"]
        setProblem = errors["/set"]
        otherProblems = errors.others(than: Self.fields)
    }
}
