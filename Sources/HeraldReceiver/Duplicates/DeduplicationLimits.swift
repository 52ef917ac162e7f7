/// How much a storage remembers, and for how long.
public struct DeduplicationLimits: Hashable, Sendable {
    /// How many seconds a handled id is remembered. Senders repeat for up to a day.
    public let windowSeconds: Int64
    /// How many handled ids are remembered at most; beyond that the oldest are forgotten.
    public let capacity: Int
    /// After how many seconds an unfinished claim counts as lost, so that a repeat is handled. Longer than the slowest
    /// handler takes: two would work on the same event otherwise.
    public let leaseSeconds: Int64
    /// How many claims may be open at the same time.
    public let inWork: Int

    /// Chooses the limits; values below 1 count as 1.
    public init(
        windowSeconds: Int64 = 86_400, capacity: Int = 200_000, leaseSeconds: Int64 = 60, inWork: Int = 10_000
    ) {
        self.windowSeconds = min(max(1, windowSeconds), 3_000_000_000)
        self.capacity = max(1, capacity)
        self.leaseSeconds = min(max(1, leaseSeconds), 3_000_000_000)
        self.inWork = max(1, inWork)
    }
}
