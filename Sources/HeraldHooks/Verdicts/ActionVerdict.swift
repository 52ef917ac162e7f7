public import HeraldJSON

/// What became of an action before it happens.
public struct ActionVerdict: HookVerdict {
    public var action: Action
    /// The whole data to go on with, when the hook changed something.
    public var data: JSONValue?
    /// What the end user is to be told, when denied.
    public var message: String?

    /// Whether an action happens.
    public enum Action: String, Hashable, Sendable, CaseIterable {
        case allow
        case deny
    }

    public var name: String { data == nil ? action.rawValue : "modify" }
}
