import Foundation
import GRDB

/// Flags and bans in SQLite.
struct CaseStore {
    private let database: DatabaseQueue

    /// - Parameter path: the file; nil keeps everything in memory.
    init(path: String?) throws {
        database = try path.map { try DatabaseQueue(path: $0) } ?? DatabaseQueue()
        try database.write { database in
            try database.execute(
                sql: """
                    CREATE TABLE IF NOT EXISTS flag (
                        user TEXT NOT NULL, reporter TEXT NOT NULL, item TEXT NOT NULL, time REAL NOT NULL,
                        PRIMARY KEY (user, reporter, item)
                    );
                    CREATE TABLE IF NOT EXISTS ban (user TEXT PRIMARY KEY, reason TEXT NOT NULL, state TEXT NOT NULL);
                    """)
        }
    }

    /// Keeps flags, and the bans they lead to in the same transaction. Returns when both are on disk.
    func add(_ flags: [Flag], rule: FlagRule) async throws {
        guard !flags.isEmpty else { return }
        try await database.write { database in
            for flag in flags {
                // The same flag again changes nothing; of two times the earlier one counts, whichever comes last.
                try database.execute(
                    sql: """
                        INSERT INTO flag VALUES (?, ?, ?, ?)
                        ON CONFLICT DO UPDATE SET time = min(time, excluded.time)
                        """,
                    arguments: [flag.user, flag.reporter, flag.item, flag.time.timeIntervalSince1970])
            }
            for user in Set(flags.map(\.user)) where rule.finding(in: try Self.flags(on: user, database)) != nil {
                try database.execute(
                    sql: "INSERT INTO ban VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    arguments: [user, rule.reason, Ban.State.decided.rawValue])
            }
        }
    }

    /// The ban of a user, if there is one.
    func ban(of user: String) async throws -> Ban? {
        try await database.read { try Ban.fetchOne($0, sql: "SELECT * FROM ban WHERE user = ?", arguments: [user]) }
    }

    /// Bans that have to be carried out.
    func decidedBans(limit: Int = 20) async throws -> [Ban] {
        try await database.read { database in
            try Ban.fetchAll(
                database, sql: "SELECT * FROM ban WHERE state = ? ORDER BY user LIMIT ?",
                arguments: [Ban.State.decided.rawValue, limit])
        }
    }

    /// Notes what became of a ban.
    func settle(_ ban: Ban, as state: Ban.State) async throws {
        try await database.write { database in
            try database.execute(
                sql: "UPDATE ban SET state = ? WHERE user = ?", arguments: [state.rawValue, ban.user])
        }
    }

    /// The bans with what led to them, the latest first.
    func cases(by rule: FlagRule, limit: Int = 200) async throws -> Cases {
        try await database.read { database in
            let cases = try Ban.fetchAll(database, sql: "SELECT * FROM ban").map { ban in
                let flags = try Self.flags(on: ban.user, database)
                let finding = rule.finding(in: flags)
                return Case(
                    user: ban.user, reason: ban.reason, state: ban.state, decided: finding?.time ?? .distantPast,
                    reporters: finding?.reporters ?? [], items: Set(flags.map(\.item)).sorted())
            }
            return Cases(cases: Array(cases.sorted { ($1.decided, $0.user) < ($0.decided, $1.user) }.prefix(limit)))
        }
    }

    private static func flags(on user: String, _ database: Database) throws -> [Flag] {
        try Row.fetchAll(database, sql: "SELECT * FROM flag WHERE user = ?", arguments: [user]).map { row in
            Flag(
                user: row["user"], reporter: row["reporter"], item: row["item"],
                time: Date(timeIntervalSince1970: row["time"]))
        }
    }
}
