public import HeraldDelivery

/// The limits of synchronous calls.
public struct HookSettings: Hashable, Sendable {
    /// Requests under way to one hook.
    public var concurrency = 128
    /// Calls that wait for one of these places, for each hook.
    public var queue = 256
    /// Calls of all hooks together, waiting ones included.
    public var calls = 1024
    /// How many bytes an answer may have.
    public var answerBytes = 256 << 10
    /// How many calls of each hook are remembered.
    public var remembered = 200
    /// When a hook is paused. Shorter than for deliveries: while it is, nothing waits for it.
    public var breaker: BreakerSettings

    /// The defaults.
    public init() {
        breaker = BreakerSettings()
        breaker.longestPauseMilliseconds = 30_000
    }

    /// What the transport must read and keep of a body, so that longer ones are noticed. Reading counts the framing of
    /// chunks too.
    public var keptBody: Int { answerBytes + 1 }
    /// How much of an answer the transport must read.
    public var readBody: Int { answerBytes + 64 << 10 }
}
