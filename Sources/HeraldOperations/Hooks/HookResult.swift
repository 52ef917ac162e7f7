public import HeraldModel

/// A hook after a change, with what its owner is told once.
public struct HookResult: Sendable {
    public var hook: Hook
    /// The current secret, when the change set one.
    public var secret: String?
    /// Whether there was none before.
    public var isNew: Bool
}
