public import HeraldStore

/// How the embedded store uses memory and disk. The defaults suit a server with a gigabyte to spare.
public struct SQLiteConfiguration: Sendable {
    /// What may be owed before appends are refused.
    public var backlog = BacklogLimits()
    /// Events and deliveries that may wait for the writer before appends are refused.
    public var maxQueuedRows = 200_000
    /// Payload bytes that may wait for the writer before appends are refused.
    public var maxQueuedBytes = 64 << 20
    /// Rows after which a transaction takes no further call.
    public var maxTransactionRows = 10_000
    /// Payload bytes after which a transaction takes no further call.
    public var maxTransactionBytes = 16 << 20
    /// Connections for queries.
    public var readerCount = 4
    /// The writer's page cache.
    public var cacheBytes = 64 << 20
    /// Pages in the write-ahead log after which a commit copies them to the database file. Fewer makes each copy
    /// shorter, more makes copies rarer.
    public var checkpointPages = 1000
    /// The size the write-ahead log is cut back to after a burst, and beyond which the writer waits for queries that
    /// keep it from being cut.
    public var maxIdleLogBytes = 64 << 20
    /// How long the writer waits before it tries again to record outcomes on a full disk.
    public var retryMilliseconds = 200

    /// How long a connection waits for the file's locks.
    static let busyMilliseconds: Int32 = 10_000

    /// The defaults.
    public init() {}
}
