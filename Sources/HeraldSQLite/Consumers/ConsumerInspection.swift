import GRDB
import HeraldModel
import HeraldStore

/// Counts what lies before a consumer.
struct ConsumerInspection {
    let db: Database
    let row: ConsumerRow

    func state(at now: Timestamp) throws -> ConsumerState {
        let (lag, oldestUnread) = try unread()
        let open = try count(
            "SELECT count(*), min(event_id) FROM consumer_events WHERE consumer_id = ?", row.id
        ) { (count: Int($0.integer(0)), oldest: $0.optionalInteger(1)) }
        let leased = try count(
            """
            SELECT count(*) FROM consumer_events WHERE consumer_id = ? AND nonce IS NOT NULL AND visible_at > ?
            """, row.id, now.milliseconds
        ) { Int($0.integer(0)) }
        let dead = try count("SELECT count(*) FROM consumer_dead WHERE consumer_id = ?", row.id) { Int($0.integer(0)) }
        return ConsumerState(
            position: row.position, lag: min(lag, ConsumerState.lagBound), isLagMore: lag > ConsumerState.lagBound,
            oldestUnacknowledged: (open?.oldest ?? oldestUnread).map { EventID(rawValue: $0).timestamp },
            leased: leased ?? 0, waiting: (open?.count ?? 0) - (leased ?? 0), dead: dead ?? 0, expired: row.expired,
            lastLeaseAt: row.lastLeaseAt)
    }

    /// One more than the bound tells whether there are more.
    private func unread() throws -> (count: Int, oldest: Int64?) {
        var condition = SQLCondition()
        condition.require("e.network_id = ?", .integer(row.consumer.networkID.rawValue))
        condition.require("e.id > ?", .integer(row.position.rawValue))
        try condition.require(typeColumn: "e.type_id", matching: row.consumer.events, in: db)
        let select = try db.prepared(
            once: """
                SELECT count(*), min(id) FROM (SELECT e.id FROM events e INDEXED BY events_by_network
                    WHERE \(condition.sql) ORDER BY e.id LIMIT \(ConsumerState.lagBound + 1))
                """, condition.values)
        return try select.first { (Int($0.integer(0)), $0.optionalInteger(1)) } ?? (0, nil)
    }

    private func count<Value>(
        _ sql: String, _ values: Int64..., read: (SQLStatement) -> Value
    ) throws -> Value? {
        let select = try db.prepared(sql)
        for (offset, value) in values.enumerated() { select.bind(value, at: Int32(offset + 1)) }
        return try select.first(read)
    }
}
