public import HeraldJSON

/// What became of a message with a custom command.
public struct CommandVerdict: HookVerdict {
    /// The message to go on with; null removes it.
    public var message: JSONValue
    /// One word for it.
    public var decision: Decision

    /// What happens to the message.
    public enum Decision: String, Hashable, Sendable, CaseIterable {
        /// It goes on as it was.
        case unchanged
        /// It goes on with what the hook made of it.
        case replied
        /// It is not stored.
        case removed
        /// Its sender sees an error.
        case failed
    }

    public var name: String { decision.rawValue }
}
