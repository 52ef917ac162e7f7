/// The engine's bounds.
public struct EngineConfiguration: Hashable, Sendable {
    /// The most active entries a lane holds; the rest stays in the store.
    public var laneWindow = 1024
    /// The most waiting entries a lane holds. A lane takes no further ordering keys once it knows this many beyond its
    /// window.
    public var laneWaitingLimit = 4096
    /// The most entries of one ordering key a lane holds; the rest stays in the store, so that a key with much to do
    /// leaves the window to the others.
    public var keyDepth = 16
    /// The most deliveries read from the store at once.
    public var pageSize = 512
    /// The payload bytes after which a page ends early: payloads may have a mebibyte each.
    public var pageBytes = 4 << 20
    /// The most deliveries a page looks at. Those of keys that cannot go on are passed over.
    public var pageScan = 8192
    /// The most body bytes held in all. A lane takes no more than what is still free beside it, so that one that does
    /// not get rid of its deliveries leaves room for the others; each may keep ``reservedPerLane`` entries anyway.
    public var maxHeldBytes = 64 << 20
    /// What a lane may always hold.
    public var reservedPerLane = 8
    /// The most requests under way in all.
    public var maxInFlight = 4096
    /// The most outcomes waiting to be recorded before no further request is started.
    public var maxUnsettled = 50_000
    /// The most bytes of answers those may hold.
    public var maxUnsettledBytes = 64 << 20
    /// What a turn is worth, of a network and of a lane within it: a request costs 1, and 1 more for each full 4 KiB of
    /// its body.
    public var quantum = 8
    /// When lanes stop sending to receivers that fail.
    public var breaker = BreakerSettings()
    /// How often spilled deliveries are looked for, and how soon a page that could not be read is asked for again.
    public var spillPollMilliseconds: Int64 = 1000

    /// The defaults.
    public init() {}
}
