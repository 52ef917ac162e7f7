import GRDB
import GRDBSQLite

/// Keeps the write-ahead log from growing while queries overlap.
///
/// SQLite copies the log to the file after every so many pages, but starts it anew only when no query is reading from
/// it. When there is always one, the log grows for ever. So once it is over its size, the writer waits a moment for the
/// queries under way; new ones then read the file alone.
struct LogKeeper {
    private let path: String
    private let limit: Int
    private var next: ContinuousClock.Instant?

    /// How long the writer waits for queries, and how long it lets a longer one be.
    private static let patience: Int32 = 50
    private static let pause: Duration = .seconds(1)

    init(database: String, limit: Int) {
        path = database + "-wal"
        self.limit = limit
    }

    /// Whether the log is too long and another attempt makes sense.
    mutating func isDue() -> Bool {
        guard FileSize.of(path) > limit else { return false }
        let now = ContinuousClock.now
        if let next, now < next { return false }
        next = now + Self.pause
        return true
    }

    /// Has the next commit start the log anew, unless a query takes too long.
    mutating func shorten(_ db: Database) {
        guard let connection = db.sqliteConnection else { return }
        sqlite3_busy_timeout(connection, Self.patience)
        defer { sqlite3_busy_timeout(connection, SQLiteConfiguration.busyMilliseconds) }
        if (try? db.checkpoint(.restart)) != nil { next = nil }
    }
}
