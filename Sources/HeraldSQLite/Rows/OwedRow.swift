import HeraldModel

/// How an owed delivery is selected and read together with its event.
enum OwedRow {
    static let columns = "d.id, d.webhook_id, d.attempts, d.due_at, \(EventRow.columns)"

    static func owed(_ row: SQLStatement) -> OwedDelivery { owed(row, from: 0) }

    /// Reads the columns from `first` on.
    static func owed(_ row: SQLStatement, from first: Int32) -> OwedDelivery {
        OwedDelivery(
            id: DeliveryID(rawValue: row.integer(first)), webhookID: WebhookID(rawValue: row.integer(first + 1)),
            event: EventRow.record(row, from: first + 4), attemptCount: Int(row.integer(first + 2)),
            dueAt: row.optionalInteger(first + 3).map(Timestamp.init(milliseconds:)))
    }
}
