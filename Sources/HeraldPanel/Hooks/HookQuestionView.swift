import HeraldModel
import HeraldOperations

/// The form that tries a hook.
struct HookQuestionView {
    let draft: HookQuestionDraft
    let isMessage: Bool
    let isCommand: Bool
    let isAction: Bool
    let commands: [Choice]
    let isWholeOpen: Bool
    let commandProblem: String?
    let eventProblem: String?
    let dataProblem: String?
    let actorProblem: String?
    let otherProblems: [String]

    init(_ draft: HookQuestionDraft, _ kind: Hook.Kind, _ visit: Visit, _ errors: FormErrors = FormErrors()) throws {
        self.draft = draft
        isMessage = kind == .beforeMessageSend
        isCommand = kind == .customCommand
        isAction = kind == .preHook
        let known = try visit.operations.commands.all(of: try visit.network.id).map { ($0.name, "/\($0.name)") }
        commands = (known + [(ChatCommand.interactionName, "an interaction that belongs to none")]).map {
            Choice(value: $0.0, label: $0.1, isChosen: $0.0 == draft.command)
        }
        isWholeOpen = !draft.whole.isEmpty
        commandProblem = errors["/command"]
        eventProblem = errors["/eventName"]
        dataProblem = errors["/data"]
        actorProblem = errors["/actor"]
        otherProblems = errors.others(than: ["/command", "/eventName", "/data", "/actor"])
    }
}
