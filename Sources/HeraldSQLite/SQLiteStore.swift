import Foundation
import GRDB
import HeraldModel
public import HeraldStore
import Synchronization

/// The embedded store: one SQLite file, one writer thread, readers beside it.
///
/// All writes go through ``StoreWriter``, which commits them in groups with fsync. Queries run on their own
/// connections over the write-ahead log and never wait for the writer.
public final class SQLiteStore: Store {
    let pool: DatabasePool
    let writer: StoreWriter
    let backlogCount: Backlog
    let ids: IdentifierSource
    let box: SecretBox
    let now: @Sendable () -> Timestamp
    /// Pruning takes its tasks in turns, so that none waits for another's end.
    let lastPruned = Mutex<PruneTask?>(nil)
    /// One lease of a consumer at a time.
    let leaseTurns = LeaseTurns()

    init(
        pool: DatabasePool, writer: StoreWriter, backlog: Backlog, ids: IdentifierSource, box: SecretBox,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.pool = pool
        self.writer = writer
        backlogCount = backlog
        self.ids = ids
        self.box = box
        self.now = now
    }

    deinit { writer.requestClose() }

    public var summary: String { "sqlite (\(pool.path))" }

    public func checkWritable() async throws {
        let time = now().milliseconds
        try await write { transaction in
            let statement = try transaction.db.prepared(
                "INSERT OR REPLACE INTO meta (key, value) VALUES ('checked_at', ?)")
            statement.bind(time, at: 1)
            try statement.run()
        }
    }

    public func close() async { await writer.close() }

    /// The writer's `synchronous` setting: 2 (FULL) means that every commit waits for the disk.
    public func writerSynchronous() async throws -> Int {
        try await write { transaction in
            try transaction.db.prepared("PRAGMA synchronous").first { Int($0.integer(0)) } ?? -1
        }
    }

    /// A new key for a record that the caller is about to save.
    func makeKey() throws -> Int64 {
        try ensureOpen()
        return ids.next(at: now())
    }

    /// Throws once ``close()`` was called.
    func ensureOpen() throws {
        if writer.isClosing { throw StoreError.closed }
    }

    /// Makes a change on the writer's thread.
    func write<Result: Sendable>(
        _ body: @escaping @Sendable (WriteTransaction) throws -> Result
    ) async throws -> Result {
        try await writer.write(body)
    }

    /// Answers a question from a snapshot.
    func read<Result: Sendable>(_ body: @escaping @Sendable (Database) throws -> Result) async throws -> Result {
        try ensureOpen()
        do {
            return try await pool.read(body)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw StoreError(error, at: pool.path)
        }
    }
}
