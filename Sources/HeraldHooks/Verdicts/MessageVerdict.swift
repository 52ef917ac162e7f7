public import HeraldJSON

/// What became of a message before it is stored.
public struct MessageVerdict: HookVerdict {
    public var decision: Decision
    /// The message as the app is to store it; when rejected, as its sender is to see it.
    public var message: JSONValue
    /// What the sender is to be told, when rejected.
    public var reason: String?

    /// Whether a message goes through.
    public enum Decision: String, Hashable, Sendable, CaseIterable {
        case accepted
        case modified
        case rejected
    }

    public var name: String { decision.rawValue }
}
