/// Remembers handled events in memory: forgotten at a restart, and not shared between processes.
public actor MemoryDeduplication: DeduplicationStorage {
    private var table: DeduplicationTable

    /// Starts empty.
    public init(limits: DeduplicationLimits = DeduplicationLimits()) { table = DeduplicationTable(limits: limits) }

    /// How many ids are remembered now, in work or handled.
    public var count: Int { table.count }

    public func begin(_ id: String, at now: Int64) throws -> DeduplicationOutcome { try table.begin(id, at: now) }

    public func finish(_ claim: DeduplicationClaim, at now: Int64) { table.finish(claim, at: now) }

    public func abandon(_ claim: DeduplicationClaim) { table.abandon(claim) }
}
