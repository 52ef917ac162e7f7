public import HeraldJSON
public import HeraldModel

/// Judges answers of a before-message-send hook: Stream's form (`reference/stream-chat.md` §9), or Sendbird's
/// pre-webhook form (`reference/sendbird.md` §2.7) for its networks.
public struct MessageJudge: HookJudge {
    private let message: JSONObject
    private let isSendbird: Bool

    /// What a sender is told who is told nothing better.
    static let rejectedText = "The message was rejected."
    /// What a sender is told when the hook failed and everything is refused then.
    static let refusedText = "The message could not be checked. Please try again later."

    /// Judges what may become of `message` in a network of `dialect`.
    public init(message: JSONObject, dialect: Dialect) {
        self.message = message
        isSendbird = dialect == .sendbird
    }

    public func judge(_ answer: JSONValue?) throws(HookFault) -> MessageVerdict {
        let object = try HookAnswer.object(answer)
        return isSendbird ? try judgePass(object) : try judgeMessage(object)
    }

    public var untouched: MessageVerdict { MessageVerdict(decision: .accepted, message: .object(message)) }

    public var refused: MessageVerdict { rejected(message, Self.refusedText) }

    private func judgeMessage(_ answer: JSONObject) throws(HookFault) -> MessageVerdict {
        guard let returned = answer["message"], returned != .null else { return untouched }
        guard let fields = returned.object else { throw .wrongType("/message", "an object") }
        let changed = try MessageFields().apply(fields, to: message)
        if fields["type"] == "error" {
            return rejected(changed, fields["text"]?.string ?? Self.rejectedText)
        }
        guard changed != message else { return untouched }
        return MessageVerdict(decision: .modified, message: .object(changed))
    }

    private func judgePass(_ answer: JSONObject) throws(HookFault) -> MessageVerdict {
        guard let pass = answer["pass"] else { return untouched }
        guard let passes = pass.bool else { throw .wrongType("/pass", "true or false") }
        if passes { return untouched }
        guard let reason = answer["block_reason"], reason != .null else { return rejected(message, Self.rejectedText) }
        guard let text = reason.string else { throw .wrongType("/block_reason", "a string") }
        return rejected(message, text)
    }

    /// Sendbird knows no error messages, so there the message stays what it was.
    private func rejected(_ shown: JSONObject, _ reason: String) -> MessageVerdict {
        var shown = shown
        if !isSendbird {
            shown["type"] = "error"
            shown["text"] = .string(reason)
        }
        return MessageVerdict(decision: .rejected, message: .object(shown), reason: reason)
    }
}
