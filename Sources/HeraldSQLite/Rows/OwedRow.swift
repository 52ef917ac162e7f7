import HeraldModel

/// How an owed delivery is selected and read together with its event.
enum OwedRow {
    static let columns = """
        d.id, d.webhook_id, d.attempts, d.due_at, d.owed_since, d.attempts_before, \(EventRow.columns)
        """

    /// The webhook's owed deliveries above an id, in the order of their ids.
    static let owed = """
        SELECT \(columns) FROM deliveries d INDEXED BY deliveries_owed
        CROSS JOIN events e ON e.id = d.event_id CROSS JOIN types t ON t.id = e.type_id
        WHERE d.webhook_id = ? AND d.status <= 2 AND d.id > ? ORDER BY d.id
        """

    /// The same without what only a delivery that is sent needs: the key lies before the payload, which stays unread.
    static let owedKeys = """
        SELECT d.id, d.event_id, d.attempts, d.due_at, e.ordering_key, d.owed_since, d.attempts_before FROM deliveries d INDEXED BY deliveries_owed
        CROSS JOIN events e ON e.id = d.event_id
        WHERE d.webhook_id = ? AND d.status <= 2 AND d.id > ? ORDER BY d.id
        """

    /// How many ``since`` looks at.
    static let sinceLimit = 100

    /// When the oldest of those were requeued, if they were.
    static let since = """
        SELECT id, owed_since FROM deliveries INDEXED BY deliveries_owed
        WHERE webhook_id = ? AND status <= 2 ORDER BY id LIMIT ?
        """

    /// The event of one of those.
    static let event = "SELECT \(EventRow.columns) FROM \(EventRow.source) WHERE e.id = ?"

    /// The webhook's deliveries that are due by a moment, soonest first.
    static let due = due(where: "")

    /// Of those, the ones of events without an ordering key.
    static let dueWithoutKey = due(where: "AND e.ordering_key IS NULL")

    private static func due(where condition: String) -> String {
        """
        SELECT \(columns) FROM deliveries d INDEXED BY deliveries_due
        CROSS JOIN events e ON e.id = d.event_id CROSS JOIN types t ON t.id = e.type_id
        WHERE d.webhook_id = ? AND d.due_at IS NOT NULL AND d.due_at <= ? \(condition) ORDER BY d.due_at, d.id
        """
    }

    static func owed(_ row: SQLStatement) -> OwedDelivery { owed(row, from: 0) }

    /// Reads the columns from `first` on.
    static func owed(_ row: SQLStatement, from first: Int32) -> OwedDelivery {
        OwedDelivery(
            id: DeliveryID(rawValue: row.integer(first)), webhookID: WebhookID(rawValue: row.integer(first + 1)),
            event: EventRow.record(row, from: first + 6), attemptCount: Int(row.integer(first + 2)),
            dueAt: row.optionalInteger(first + 3).map(Timestamp.init(milliseconds:)),
            requeue: requeue(row, from: first + 4))
    }

    /// Reads `owed_since` and `attempts_before`.
    static func requeue(_ row: SQLStatement, from first: Int32) -> OwedDelivery.Requeue? {
        row.optionalInteger(first).map { since in
            OwedDelivery.Requeue(
                at: Timestamp(milliseconds: since), attemptCount: Int(row.optionalInteger(first + 1) ?? 0))
        }
    }
}
