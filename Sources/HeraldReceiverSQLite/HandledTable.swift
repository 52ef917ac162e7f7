import GRDB
import HeraldReceiver

/// The table of handled events inside one transaction.
struct HandledTable {
    let database: Database
    let limits: DeduplicationLimits

    /// `until` is the end of the lease while `isDone` is 0, and of the window afterwards. AUTOINCREMENT, because the
    /// number of a claim must never come back.
    static let schema = """
        CREATE TABLE IF NOT EXISTS heraldHandled (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            isDone INTEGER NOT NULL,
            until INTEGER NOT NULL
        );
        CREATE INDEX IF NOT EXISTS heraldHandledUntil ON heraldHandled (isDone, until);
        """

    /// How many rows one call forgets at most, so that no request waits for a big clean-up.
    private static let forgetLimit = 64

    func begin(_ id: String, at now: Int64) throws -> DeduplicationOutcome {
        if let row = try fetch("SELECT isDone, until FROM heraldHandled WHERE id = ?", [id]), now < row[1] as Int64 {
            return row[0] as Bool ? .done : .inProgress
        }
        let open = try fetch("SELECT count(*) FROM heraldHandled WHERE isDone = 0 AND until > ?", [now])
        guard open.map({ $0[0] as Int }) ?? 0 < limits.inWork else {
            throw DeduplicationError.tooManyInWork(limit: limits.inWork)
        }
        try execute("DELETE FROM heraldHandled WHERE id = ?", [id])
        try execute(
            "INSERT INTO heraldHandled (id, isDone, until) VALUES (?, 0, ?)", [id, now + limits.leaseSeconds])
        let number = database.lastInsertedRowID
        try forget(at: now, newest: number)
        return .fresh(DeduplicationClaim(id: id, number: number))
    }

    func finish(_ claim: DeduplicationClaim, at now: Int64) throws {
        // Whoever holds the id now, the event was handled. A window that began is not drawn out. No upsert: it would
        // use up a number each time, and the numbers tell how many rows there are.
        let until = now + limits.windowSeconds
        try execute("UPDATE heraldHandled SET isDone = 1, until = ? WHERE id = ? AND isDone = 0", [until, claim.id])
        guard database.changesCount == 0 else { return }
        try execute(
            """
            INSERT INTO heraldHandled (id, isDone, until)
            SELECT ?, 1, ? WHERE NOT EXISTS (SELECT 1 FROM heraldHandled WHERE id = ?)
            """, [claim.id, until, claim.id])
    }

    func abandon(_ claim: DeduplicationClaim) throws {
        try execute("DELETE FROM heraldHandled WHERE number = ? AND id = ? AND isDone = 0", [claim.number, claim.id])
    }

    /// Deletes rows that ended, and handled ones that are too many: numbers rise, so at most `capacity` lie between the
    /// newest and the cut.
    private func forget(at now: Int64, newest: Int64) throws {
        for isDone in [0, 1] {
            try execute(
                """
                DELETE FROM heraldHandled WHERE number IN (
                    SELECT number FROM heraldHandled WHERE isDone = ? AND until <= ? ORDER BY until LIMIT ?)
                """, [isDone, now, Self.forgetLimit])
        }
        try execute(
            """
            DELETE FROM heraldHandled WHERE number IN (
                SELECT number FROM heraldHandled WHERE number <= ? AND isDone = 1 ORDER BY number LIMIT ?)
            """, [newest - Int64(limits.capacity), Self.forgetLimit])
    }

    private func fetch(_ sql: String, _ arguments: StatementArguments) throws -> Row? {
        try Row.fetchOne(database.cachedStatement(sql: sql), arguments: arguments)
    }

    private func execute(_ sql: String, _ arguments: StatementArguments) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }
}
