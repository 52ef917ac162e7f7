public import HeraldJSON

/// Judges answers of a pre-hook (`reference/social-plus.md` §11).
public struct ActionJudge: HookJudge {
    private let data: JSONObject

    /// What the end user is told when the hook failed and everything is refused then.
    static let refusedText = "The action could not be checked. Please try again later."

    /// Judges what may become of an action with `data`.
    public init(data: JSONObject) { self.data = data }

    /// An answer without an action is none: unlike a chat message, nothing says that it may go on.
    public func judge(_ answer: JSONValue?) throws(HookFault) -> ActionVerdict {
        let object = try HookAnswer.object(answer)
        switch object["action"]?.string.flatMap(ActionVerdict.Action.init(rawValue:)) {
        case .allow:
            guard let returned = object["data"], returned != .null else { return untouched }
            guard let fields = returned.object else { throw .wrongType("/data", "an object") }
            let changed = merged(fields)
            return ActionVerdict(action: .allow, data: changed == data ? nil : .object(changed))
        case .deny:
            guard let text = object["message"], text != .null else { return ActionVerdict(action: .deny) }
            guard let message = text.string else { throw .wrongType("/message", "a string") }
            return ActionVerdict(action: .deny, message: message)
        case nil: throw .wrongType("/action", "'allow' or 'deny'")
        }
    }

    public var untouched: ActionVerdict { ActionVerdict(action: .allow) }

    public var refused: ActionVerdict { ActionVerdict(action: .deny, message: Self.refusedText) }

    /// The hook sends what it changes only.
    private func merged(_ fields: JSONObject) -> JSONObject {
        var changed = data
        for field in fields.members where changed[field.key]?.isEquivalent(to: field.value) != true {
            changed[field.key] = field.value
        }
        return changed
    }
}
