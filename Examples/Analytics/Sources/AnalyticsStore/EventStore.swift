import Foundation
import GRDB
import HeraldReceiver

/// The events in SQLite.
struct EventStore {
    private let database: DatabaseQueue
    private let provider: Provider

    /// - Parameter path: the file; nil keeps everything in memory.
    init(path: String?, provider: Provider) throws {
        self.provider = provider
        database = try path.map { try DatabaseQueue(path: $0) } ?? DatabaseQueue()
        try database.write { database in
            try database.execute(
                sql: """
                    CREATE TABLE IF NOT EXISTS event (
                        id TEXT PRIMARY KEY, type TEXT NOT NULL, day TEXT NOT NULL, user TEXT, channel TEXT
                    );
                    CREATE INDEX IF NOT EXISTS event_day ON event (day);
                    CREATE TABLE IF NOT EXISTS name (
                        user TEXT PRIMARY KEY, name TEXT NOT NULL, since REAL NOT NULL
                    );
                    """)
        }
    }

    /// Keeps an event. Returns when it is on disk, so that the sender may be told.
    func add(_ event: WebhookEvent, arrived: Date = Date()) async throws {
        let facts = Facts(event, from: provider)
        try await database.write { database in
            // Deliveries repeat. The key makes the second one a no-op, in the transaction that does the work.
            try database.execute(
                sql: "INSERT INTO event VALUES (?, ?, date(?, 'unixepoch'), ?, ?) ON CONFLICT DO NOTHING",
                arguments: [
                    event.id, event.type, (facts.time ?? arrived).timeIntervalSince1970, facts.user, facts.channel,
                ])
            guard database.changesCount > 0 else { return }
            for name in facts.names { try keep(name, in: database) }
        }
    }

    /// The latest name wins, whichever comes last. Of two from the same moment always the same one wins.
    private func keep(_ name: Facts.Name, in database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO name VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET name = excluded.name, since = excluded.since
                WHERE (excluded.since, excluded.name) > (since, name)
                """,
            arguments: [name.user, name.name, name.since.timeIntervalSince1970])
    }

    /// The figures for the last days, counted from the newest event.
    func statistics(days: Int = 14, top: Int = 10) async throws -> Statistics {
        try await database.read { database in
            let window = "day > (SELECT date(max(day), ?) FROM event)"
            let start = "-\(days) days"
            return Statistics(
                events: try Int.fetchOne(database, sql: "SELECT count(*) FROM event") ?? 0,
                days: try Statistics.Day.fetchAll(
                    database,
                    sql: """
                        SELECT day, count(*) AS events, count(DISTINCT user) AS users FROM event
                        WHERE \(window) GROUP BY day ORDER BY day
                        """,
                    arguments: [start]),
                channels: try Statistics.Entry.fetchAll(
                    database,
                    sql: """
                        SELECT channel AS id, channel AS name, count(*) AS events FROM event
                        WHERE channel IS NOT NULL AND \(window) GROUP BY channel ORDER BY events DESC, id LIMIT ?
                        """,
                    arguments: [start, top]),
                users: try Statistics.Entry.fetchAll(
                    database,
                    sql: """
                        SELECT event.user AS id, coalesce(name.name, event.user) AS name, count(*) AS events
                        FROM event LEFT JOIN name USING (user)
                        WHERE event.user IS NOT NULL AND \(window)
                        GROUP BY event.user ORDER BY events DESC, id LIMIT ?
                        """,
                    arguments: [start, top])
            )
        }
    }
}
