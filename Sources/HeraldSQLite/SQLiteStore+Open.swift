import Foundation
import GRDB
public import HeraldModel
import HeraldStore
public import Logging

extension SQLiteStore {
    /// Opens or creates the database at `path`.
    ///
    /// - Parameters:
    ///   - secretKey: encrypts secrets at rest; must be the one the database was created with.
    ///   - now: the clock that ids are made by.
    /// - Throws: ``StoreError`` when another process uses the file, the key is wrong, or SQLite fails.
    public static func open(
        path: String, secretKey: SecretKey, configuration: SQLiteConfiguration = SQLiteConfiguration(),
        now: @escaping @Sendable () -> Timestamp, logger: Logger
    ) throws -> SQLiteStore {
        let lock = try StoreLock(path: path)
        do {
            try createFile(path)
            let pool = try makePool(path: path, configuration: configuration)
            try StoreMigrations.migrator.migrate(pool)
            let box = SecretBox(secretKey)
            let (caches, owed, lastKey) = try pool.writeWithoutTransaction { db in
                try prepareWriter(db, configuration: configuration)
                try checkKey(box, in: db, path: path)
                try skipOwedOfDeleted(db)
                try forgetRowsOfDeletedConsumers(db)
                return (try WriterCaches(db), try owedSizes(db), try largestKey(db))
            }
            let backlog = Backlog(owed, owners: caches.webhooks)
            let ids = IdentifierSource(after: lastKey)
            let writer = StoreWriter(
                pool: pool, configuration: configuration, backlog: backlog, ids: ids, now: now, logger: logger
            ) {
                shutDown(pool, logger: logger)
                lock.release()
            }
            let store = SQLiteStore(pool: pool, writer: writer, backlog: backlog, ids: ids, box: box, now: now)
            writer.start(caches)
            return store
        } catch {
            lock.release()
            throw StoreError(error, at: path)
        }
    }

    /// Payloads are nobody else's business: SQLite would make the file readable by all. Its log takes the same mode.
    private static func createFile(_ path: String) throws {
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StoreError.failed("cannot open \(path): \(String(cString: strerror(errno)))")
        }
        Glibc.close(descriptor)
    }

    private static func makePool(path: String, configuration: SQLiteConfiguration) throws -> DatabasePool {
        var settings = Configuration()
        settings.label = "herald.store"
        settings.maximumReaderCount = configuration.readerCount
        settings.foreignKeysEnabled = false
        settings.busyMode = .timeout(Double(SQLiteConfiguration.busyMilliseconds) / 1000)
        settings.prepareDatabase { db in
            // Debian builds SQLite with secure_delete, which overwrites freed pages: secrets are encrypted instead. The
            // page size counts for new files only; a commit writes fewer pages of 8 KiB than of the usual 4, with two
            // system calls each.
            try db.execute(
                sql: """
                    PRAGMA page_size = 8192; PRAGMA secure_delete = OFF; PRAGMA temp_store = MEMORY;
                    PRAGMA cache_size = -8192;
                    """)
        }
        return try DatabasePool(path: path, configuration: settings)
    }

    /// GRDB lowers `synchronous` to NORMAL while it opens a WAL database, so FULL is set afterwards and read back:
    /// an accepted event must survive a power cut.
    private static func prepareWriter(_ db: Database, configuration: SQLiteConfiguration) throws {
        try db.execute(
            sql: """
                PRAGMA synchronous = FULL;
                PRAGMA cache_size = -\(configuration.cacheBytes / 1024);
                PRAGMA wal_autocheckpoint = \(configuration.checkpointPages);
                PRAGMA journal_size_limit = \(configuration.maxIdleLogBytes);
                """)
        guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2 else {
            throw StoreError.failed("SQLite does not take synchronous = FULL")
        }
    }

    /// Opens the canary, a known text sealed at creation, so that a wrong key is found before it does harm.
    private static func checkKey(_ box: SecretBox, in db: Database, path: String) throws {
        let canary = Array("herald".utf8)
        guard let sealed = try db.prepared(once: "SELECT value FROM meta WHERE key = 'canary'").first({ $0.bytes(0) })
        else {
            let sealed = try box.seal(canary, table: "meta", id: 0)
            try db.prepared(once: "INSERT INTO meta (key, value) VALUES ('canary', ?)", [.blob(sealed)]).run()
            return
        }
        guard let opened = try? box.open(sealed, table: "meta", id: 0), opened == canary else {
            throw StoreError.failed(
                "the secret key is not the one \(path) was created with; "
                    + "set the right HERALD_SECRET_KEY or restore its key file")
        }
    }

    /// Ends what a crash interrupted while a webhook was being deleted.
    private static func skipOwedOfDeleted(_ db: Database) throws {
        try db.execute(
            sql: """
                UPDATE deliveries SET status = 5, due_at = NULL, reason = '\(SkipReason.webhookDeleted)'
                WHERE status <= 2 AND webhook_id IN (SELECT id FROM webhooks WHERE deleted_at IS NOT NULL)
                """)
    }

    /// Ends what a crash interrupted while a consumer was being deleted.
    private static func forgetRowsOfDeletedConsumers(_ db: Database) throws {
        for table in ["consumer_events", "consumer_dead"] {
            try db.execute(sql: "DELETE FROM \(table) WHERE consumer_id NOT IN (SELECT id FROM consumers)")
        }
    }

    private static func owedSizes(_ db: Database) throws -> [WebhookID: BacklogSize] {
        var sizes: [WebhookID: BacklogSize] = [:]
        let rows = try db.prepared(
            once: """
                SELECT webhook_id, count(*), sum(bytes) FROM deliveries INDEXED BY deliveries_owed
                WHERE status <= 2 GROUP BY webhook_id
                """)
        try rows.eachRow { row in
            sizes[WebhookID(rawValue: row.integer(0))] = BacklogSize(
                deliveries: Int(row.integer(1)), bytes: Int(row.integer(2)))
        }
        return sizes
    }

    private static func largestKey(_ db: Database) throws -> Int64 {
        let tables = ["networks", "webhooks", "keys", "replays", "events", "deliveries", "sources"]
        let largest = try tables.map { table in
            try db.prepared(once: "SELECT max(id) FROM \(table)").first { $0.integer(0) } ?? 0
        }
        let consumers = try db.prepared(once: "SELECT max(max(id), max(position)) FROM consumers").first {
            $0.integer(0)
        }
        return largest.reduce(max(try PruneState.largestKey(db), consumers ?? 0), max)
    }

    private static func shutDown(_ pool: DatabasePool, logger: Logger) {
        do {
            try pool.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
        } catch {
            // The log stays and is read at the next start.
            logger.info(
                "The write-ahead log was not emptied.", metadata: ["error": "\(StoreError(error, at: pool.path))"])
        }
        do {
            try pool.close()
        } catch {
            logger.warning("The database did not close.", metadata: ["error": "\(StoreError(error, at: pool.path))"])
        }
    }
}
