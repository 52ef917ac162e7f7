import GRDB

/// The statements of the hot path, prepared once per connection.
struct HotStatements {
    let insertEvent: SQLStatement
    let insertDelivery: SQLStatement
    let insertExternalID: SQLStatement
    let findExternalID: SQLStatement
    let eventIdentity: SQLStatement
    let owedBytes: SQLStatement
    let settle: SQLStatement
    let countAttempt: SQLStatement
    let insertAttempt: SQLStatement

    init(_ db: Database) throws {
        insertEvent = try db.prepared(
            """
            INSERT INTO events
                (id, network_id, type_id, occurred_at, ordering_key, external_id, notice, request_info, data)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        insertDelivery = try db.prepared(
            "INSERT INTO deliveries (id, event_id, webhook_id, status, attempts, bytes) VALUES (?, ?, ?, 0, 0, ?)")
        insertExternalID = try db.prepared(
            "INSERT INTO external_ids (bucket, hash, event_id, content_hash) VALUES (?, ?, ?, ?)")
        findExternalID = try db.prepared(ExternalIDs.find)
        eventIdentity = try db.prepared("SELECT network_id, external_id FROM events WHERE id = ?")
        owedBytes = try db.prepared("SELECT bytes FROM deliveries WHERE id = ? AND webhook_id = ? AND status <= 2")
        settle = try db.prepared(
            """
            UPDATE deliveries SET status = ?, due_at = ?, reason = ?, attempts = max(attempts, ?)
            WHERE id = ? AND webhook_id = ? AND status <= 2
            """)
        countAttempt = try db.prepared("UPDATE deliveries SET attempts = max(attempts, ?) WHERE id = ?")
        insertAttempt = try db.prepared(
            """
            INSERT OR REPLACE INTO attempts
                (delivery_id, number, legacy, started_at, duration_us, status, error, head, body)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
    }
}
