public import GRDB
public import HeraldReceiver

/// Remembers handled events in SQLite: they survive a restart, and processes of one machine can share the file.
///
/// A claim whose process died becomes free after the lease. After a power cut the last ids may be unknown again, so
/// their repeats are handled twice; `finish(_:at:in:)` in the transaction of the work itself avoids even that.
public struct SQLiteDeduplication: DeduplicationStorage {
    private let database: any DatabaseWriter
    private let limits: DeduplicationLimits

    /// Opens the file at a path, or makes it. It holds nothing but ids, in a table named `heraldHandled`.
    public init(path: String, limits: DeduplicationLimits = DeduplicationLimits()) throws {
        var configuration = Configuration()
        configuration.label = "herald.deduplication"
        configuration.journalMode = .wal
        configuration.busyMode = .timeout(5)
        try self.init(database: DatabaseQueue(path: path, configuration: configuration), limits: limits)
    }

    /// Keeps the table `heraldHandled` in a database of yours, and makes it when it is missing.
    public init(database: any DatabaseWriter, limits: DeduplicationLimits = DeduplicationLimits()) throws {
        self.database = database
        self.limits = limits
        try database.write { try $0.execute(sql: HandledTable.schema) }
    }

    public func begin(_ id: String, at now: Int64) async throws -> DeduplicationOutcome {
        let limits = limits
        return try await write { try HandledTable(database: $0, limits: limits).begin(id, at: now) }
    }

    public func finish(_ claim: DeduplicationClaim, at now: Int64) async throws {
        let limits = limits
        try await write { try HandledTable(database: $0, limits: limits).finish(claim, at: now) }
    }

    public func abandon(_ claim: DeduplicationClaim) async throws {
        let limits = limits
        try await write { try HandledTable(database: $0, limits: limits).abandon(claim) }
    }

    /// Finishes a claim in a transaction of yours, so that the work and the memory of it are stored together or not at
    /// all. The database is the one this storage was made with. Finishing it again afterwards changes nothing.
    public func finish(_ claim: DeduplicationClaim, at now: Int64, in database: Database) throws {
        try HandledTable(database: database, limits: limits).finish(claim, at: now)
    }

    /// Writes in a task of its own: a cancelled caller must still be able to finish or abandon its claim.
    private func write<Value: Sendable>(
        _ change: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        let database = database
        return try await Task { try await database.write(change) }.value
    }
}
