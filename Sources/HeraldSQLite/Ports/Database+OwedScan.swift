import GRDB
import HeraldModel
import HeraldStore

/// Both ways are one walk along `deliveries_owed`, which has the ids of a webhook's owed deliveries in order.
extension Database {
    /// Reads every delivery the scan comes by.
    func scan(of webhook: WebhookID, into builder: inout OwedPageBuilder) throws {
        let statement = try prepared(OwedRow.owed)
        statement.bind(webhook.rawValue, at: 1)
        statement.bind(builder.after?.rawValue ?? -1, at: 2)
        var hasEnded = false
        try statement.eachRow(until: { hasEnded || builder.isFull }) { row in
            let delivery = OwedRow.owed(row)
            guard builder.look(at: delivery.id, key: nil) == .read else {
                hasEnded = true
                return
            }
            builder.add(delivery)
        }
        if !hasEnded, !builder.isFull { builder.rowsRanOut() }
    }

    /// Looks at the key of every delivery the scan comes by, and reads those it wants. SQLite loads all columns of a row
    /// it yields, so the payload is left to a second statement.
    func scanByKey(of webhook: WebhookID, into builder: inout OwedPageBuilder) throws {
        let statement = try prepared(OwedRow.owedKeys)
        let fetch = try prepared(OwedRow.event)
        statement.bind(webhook.rawValue, at: 1)
        statement.bind(builder.after?.rawValue ?? -1, at: 2)
        var hasEnded = false
        try statement.eachRow(until: { hasEnded || builder.isFull }) { row in
            let id = DeliveryID(rawValue: row.integer(0))
            switch builder.look(at: id, key: row.withUTF8(4) { StableHash.of(utf8: $0) }) {
            case .passOver: break
            case .end: hasEnded = true
            case .read:
                fetch.bind(row.integer(1), at: 1)
                guard let event = try fetch.first({ EventRow.record($0) }) else { return }
                builder.add(
                    OwedDelivery(
                        id: id, webhookID: webhook, event: event, attemptCount: Int(row.integer(2)),
                        dueAt: row.optionalInteger(3).map(Timestamp.init(milliseconds:)),
                        requeue: OwedRow.requeue(row, from: 5)))
            }
        }
        if !hasEnded, !builder.isFull { builder.rowsRanOut() }
    }
}
