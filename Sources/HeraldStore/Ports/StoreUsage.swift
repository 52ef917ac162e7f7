public import HeraldModel

/// How much a store holds, and since when.
public struct StoreUsage: Hashable, Sendable {
    /// The bytes in use, which a size limit is about.
    public var usedBytes = 0
    /// The bytes that were in use and will be used again.
    public var freeBytes = 0
    /// The write-ahead log's bytes.
    public var logBytes = 0
    public var owed = BacklogSize.zero
    /// When the oldest event was accepted.
    public var oldestEvent: Timestamp?
    /// When the oldest event that still has its payload was accepted.
    public var oldestPayload: Timestamp?
    /// When the oldest delivery came to be owed.
    public var oldestDelivery: Timestamp?

    /// An empty store.
    public init() {}
}
