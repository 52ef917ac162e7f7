import HeraldModel
import HeraldStore

/// How a delivery's columns are selected and read. Queries name `deliveries` d, `events` e and `types` t.
enum DeliveryRow {
    static let columns = """
        d.id, d.event_id, e.external_id, d.webhook_id, t.name, d.status, d.attempts, d.due_at, d.reason
        """

    static let source = """
        deliveries d CROSS JOIN events e ON e.id = d.event_id CROSS JOIN types t ON t.id = e.type_id
        """

    static func delivery(_ row: SQLStatement) throws -> Delivery {
        let event = EventID(rawValue: row.integer(1))
        guard let status = DeliveryStatus(rawValue: Int(row.integer(5))) else {
            throw StoreError.failed("delivery \(row.integer(0)) has the unknown status \(row.integer(5))")
        }
        let due = row.optionalInteger(7).map(Timestamp.init(milliseconds:))
        return Delivery(
            id: DeliveryID(rawValue: row.integer(0)), eventID: event,
            eventPublicID: row.optionalText(2) ?? event.description, webhookID: WebhookID(rawValue: row.integer(3)),
            type: row.text(4), status: status, attemptCount: Int(row.integer(6)),
            nextAttemptAt: status == .waiting ? due : nil, reason: row.optionalText(8))
    }
}
