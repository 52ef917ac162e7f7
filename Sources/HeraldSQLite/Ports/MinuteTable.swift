import GRDB

/// A table of counts whose key is an owner and a minute.
enum MinuteTable: String, CaseIterable, Sendable {
    case stats
    case statsHours = "stats_hours"
    case accepted

    private var owner: String {
        switch self {
        case .stats, .statsHours: "webhook_id"
        case .accepted: "network_id"
        }
    }

    /// Goes from owner to owner by the table's key.
    func owners(withRowsBefore minute: Int64, limit: Int, in db: Database) throws -> [Int64] {
        let next = try db.prepared(
            "SELECT \(owner), minute FROM \(rawValue) WHERE \(owner) > ? ORDER BY \(owner), minute LIMIT 1")
        var owners: [Int64] = []
        var last: Int64 = -1
        while owners.count < limit {
            next.bind(last, at: 1)
            guard let oldest = try next.first({ (owner: $0.integer(0), minute: $0.integer(1)) }) else { break }
            last = oldest.owner
            if oldest.minute < minute { owners.append(oldest.owner) }
        }
        return owners
    }

    /// Deletes an owner's oldest rows, some hundred at most.
    /// - Returns: how many.
    func forget(of owner: Int64, before minute: Int64, in db: Database) throws -> Int {
        let statement = try db.prepared(
            """
            DELETE FROM \(rawValue) WHERE \(self.owner) = ?1 AND minute < ?2
                AND minute < 500 + (SELECT min(minute) FROM \(rawValue) WHERE \(self.owner) = ?1)
            """)
        statement.bind(owner, at: 1)
        statement.bind(minute, at: 2)
        try statement.run()
        return statement.changes
    }
}
