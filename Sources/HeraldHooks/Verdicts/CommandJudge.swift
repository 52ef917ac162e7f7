public import HeraldJSON

/// Judges answers of a custom-command hook (`reference/stream-chat.md` §10).
public struct CommandJudge: HookJudge {
    private let message: JSONObject

    /// What the invoker is told when the hook failed and everything is refused then.
    static let refusedText = "The command could not be carried out. Please try again later."

    /// Judges what may become of `message`.
    public init(message: JSONObject) { self.message = message }

    public func judge(_ answer: JSONValue?) throws(HookFault) -> CommandVerdict {
        guard let returned = try HookAnswer.object(answer)["message"] else { return untouched }
        if returned == .null { return CommandVerdict(message: .null, decision: .removed) }
        guard let fields = returned.object else { throw .wrongType("/message", "an object or null") }
        let rules = MessageFields(alsoSettable: ["mml"], nullClearsAttachments: true)
        let changed = try rules.apply(fields, to: message)
        if fields["type"] == "error" { return CommandVerdict(message: .object(changed), decision: .failed) }
        return CommandVerdict(message: .object(changed), decision: changed == message ? .unchanged : .replied)
    }

    public var untouched: CommandVerdict { CommandVerdict(message: .object(message), decision: .unchanged) }

    public var refused: CommandVerdict {
        var message = message
        message["type"] = "error"
        message["text"] = .string(Self.refusedText)
        return CommandVerdict(message: .object(message), decision: .failed)
    }
}
