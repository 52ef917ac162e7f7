import HeraldHooks
import HeraldJSON

/// What came of trying a hook, in words, with what it changed.
struct HookOutcomeView {
    let verdict: Pill
    let sentence: String
    let decision: String
    let took: String
    /// Why the answer does not count; empty when it does.
    let why: String
    let diff: DiffView?
    /// Whether there was something to compare and nothing differs.
    let isSame: Bool

    init(_ outcome: HookOutcome<MessageVerdict>, of question: JSONValue) {
        let verdict = outcome.verdict
        let sentence =
            switch verdict.decision {
            case .accepted: "The message is stored as it is."
            case .modified: "The message is stored with the changes below."
            case .rejected: "The message is not sent. Its sender is told: \(Self.quoted(verdict.reason ?? ""))"
            }
        self.init(outcome, sentence, from: question["message"], to: verdict.message)
    }

    init(_ outcome: HookOutcome<CommandVerdict>, of question: JSONValue) {
        let text = outcome.verdict.message["text"]?.string ?? ""
        let sentence =
            switch outcome.verdict.decision {
            case .unchanged: "The message is stored as it is."
            case .replied: "The message is stored with the changes below."
            case .removed: "The message is removed: nothing is stored."
            case .failed: "Whoever typed the command sees an error: \(Self.quoted(text))"
            }
        let message = outcome.verdict.message
        self.init(outcome, sentence, from: question["message"], to: message == .null ? nil : message)
    }

    init(_ outcome: HookOutcome<ActionVerdict>, of question: JSONValue) {
        let verdict = outcome.verdict
        let sentence =
            switch verdict.action {
            case .allow where verdict.data == nil: "The action happens as asked."
            case .allow: "The action happens with the changes below."
            case .deny: "The action is refused. The user is told: \(Self.quoted(verdict.message ?? ""))"
            }
        let after = verdict.action == .allow ? verdict.data ?? question["data"] : nil
        self.init(outcome, sentence, from: question["data"], to: after)
    }

    private init<Verdict>(
        _ outcome: HookOutcome<Verdict>, _ sentence: String, from before: JSONValue?, to after: JSONValue?
    ) {
        verdict = Pill(verdict: outcome.verdict.name)
        self.sentence = sentence
        decision = outcome.decidedBy.sentence(isShadow: outcome.isShadow)
        took = Figure.duration(microseconds: outcome.durationMicroseconds)
        why = outcome.fault.map { HookRecordRow.sentence($0.description) } ?? ""
        if let before, let after {
            diff = DiffView(from: before, to: after)
            isSame = diff == nil
        } else {
            diff = nil
            isSame = false
        }
    }

    private static func quoted(_ text: String) -> String {
        text.isEmpty ? "nothing." : "“\(PlainText.visible(text))”"
    }
}
