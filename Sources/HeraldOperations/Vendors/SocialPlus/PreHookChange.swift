public import HeraldModel

/// A change of the pre-hook: what is nil stays.
public struct PreHookChange: Hashable, Sendable {
    public var isEnabled: Bool?
    public var callbackURL: String?
    public var defaultAction: Hook.FailureAction?
    public var regeneratesKey = false

    /// A change of nothing.
    public init() {}
}
