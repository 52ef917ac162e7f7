import GRDB

/// The statements of the hot path, prepared once per connection.
///
/// A batch that may fail halfway makes SQLite keep a copy of every page it touches. `OR FAIL` and `OR IGNORE` tell it not
/// to: a failure loses the whole transaction anyway.
struct HotStatements {
    let insertEvents: BatchStatement
    let insertReceivedEvents: BatchStatement
    let insertDeliveries: BatchStatement
    let insertLateDelivery: SQLStatement
    let insertExternalID: SQLStatement
    let findExternalID: SQLStatement
    let eventIdentity: SQLStatement
    let deliverAtOnce: BatchStatement
    let settle: SQLStatement
    let countAttempt: SQLStatement
    let firstAttempts: BatchStatement
    let insertAttempt: SQLStatement
    let isDeliveredUnrecorded: SQLStatement
    let countAccepted: SQLStatement

    init(_ db: Database) throws {
        insertEvents = try BatchStatement(Self.eventRows, in: db)
        insertReceivedEvents = try BatchStatement(Self.receivedEventRows, in: db)
        insertDeliveries = try BatchStatement(Self.deliveryRows, in: db)
        insertLateDelivery = try db.prepared(
            """
            INSERT INTO deliveries (id, event_id, late_event_id, webhook_id, status, attempts, bytes)
            VALUES (?1, ?2, ?2, ?3, 0, 0, ?4)
            """)
        insertExternalID = try db.prepared(
            "INSERT INTO external_ids (bucket, hash, event_id, content_hash) VALUES (?, ?, ?, ?)")
        findExternalID = try db.prepared(ExternalIDs.find)
        eventIdentity = try db.prepared("SELECT network_id, external_id FROM events WHERE id = ?")
        deliverAtOnce = try BatchStatement(Self.deliveredAtOnce, in: db)
        settle = try db.prepared(
            """
            UPDATE deliveries SET status = ?, due_at = ?, reason = ?, attempts = max(attempts, ?)
            WHERE id = ? AND webhook_id = ? AND status <= 2
            """)
        countAttempt = try db.prepared("UPDATE deliveries SET attempts = max(attempts, ?) WHERE id = ?")
        firstAttempts = try BatchStatement(Self.firstAttemptRows, in: db)
        insertAttempt = try db.prepared(
            """
            INSERT OR REPLACE INTO attempts
                (delivery_id, number, legacy, started_at, duration_us, status, error, head, body, timing)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        isDeliveredUnrecorded = try db.prepared(
            """
            SELECT 1 FROM deliveries WHERE id = ?1 AND status = 3
                AND NOT EXISTS (SELECT 1 FROM attempts WHERE delivery_id = ?1 AND number = 1 AND legacy = 0)
            """)
        countAccepted = try db.prepared(
            """
            INSERT INTO accepted (network_id, minute, events) VALUES (?, ?, ?)
            ON CONFLICT DO UPDATE SET events = events + excluded.events
            """)
    }

    private static let eventRows = BatchStatement.Text(
        width: 9,
        head: """
            INSERT OR FAIL INTO events
                (id, network_id, type_id, occurred_at, ordering_key, external_id, notice, request_info, data) VALUES
            """ + " ",
        row: "(?, ?, ?, ?, ?, ?, ?, ?, ?)")

    /// A statement of its own, so that published events do not bind a column they never have.
    private static let receivedEventRows = BatchStatement.Text(
        width: 10,
        head: """
            INSERT OR FAIL INTO events
                (id, network_id, type_id, occurred_at, ordering_key, external_id, notice, request_info, data, received)
            VALUES
            """ + " ",
        row: "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")

    private static let deliveryRows = BatchStatement.Text(
        width: 4,
        head: "INSERT OR FAIL INTO deliveries (id, event_id, webhook_id, status, attempts, bytes) VALUES ",
        row: "(?, ?, ?, 0, 0, ?)")

    /// What nearly always happens: owed, never tried, and the first attempt succeeds.
    private static let deliveredAtOnce = BatchStatement.Text(
        width: 1, head: "UPDATE OR FAIL deliveries SET status = 3, attempts = 1 WHERE id IN (", row: "?",
        tail: ") AND status <= 2 AND attempts = 0 AND due_at IS NULL")

    private static let firstAttemptRows = BatchStatement.Text(
        width: 8,
        head: """
            INSERT OR IGNORE INTO attempts
                (delivery_id, number, legacy, started_at, duration_us, status, error, head, body, timing) VALUES
            """ + " ",
        row: "(?, 1, 0, ?, ?, ?, ?, ?, ?, ?)")
}
