/// When a breaker opens, and for how long.
public struct BreakerSettings: Hashable, Sendable {
    /// So many failures in a row open it.
    public var failuresInARow = 10
    /// So many failures among the last 64 attempts open it.
    public var failuresOf64 = 48
    /// How long it stays open at first; each failed probe doubles that.
    public var firstPauseMilliseconds: Int64 = 1000
    /// How long it stays open at most.
    public var longestPauseMilliseconds: Int64 = 60_000
    /// A webhook is announced as failing no more often than this.
    public var quietMilliseconds: Int64 = 60_000

    /// The defaults.
    public init() {}
}
