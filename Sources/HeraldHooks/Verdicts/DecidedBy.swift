/// What a verdict comes from.
public enum DecidedBy: String, Hashable, Sendable, CaseIterable {
    /// The hook's answer.
    case hook
    /// A limit ran out.
    case timeout
    /// The call failed, or the answer cannot be used.
    case error
    /// The hook is paused because it did not answer lately.
    case breaker
    /// There is no hook, it is switched off, or it is in shadow mode.
    case none
}
