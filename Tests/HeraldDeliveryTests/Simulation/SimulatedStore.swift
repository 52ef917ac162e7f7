import HeraldDelivery
import HeraldModel

/// A store as the engine sees one: rows in memory, without any of a driver's timing. The simulation decides when its
/// calls happen.
struct SimulatedStore {
    struct Row {
        let id: DeliveryID
        let webhook: WebhookID
        let event: EventRecord
        var isOwed = true
        var attemptCount = 0
        var dueAt: Timestamp?

        var owed: OwedDelivery {
            OwedDelivery(id: id, webhookID: webhook, event: event, attemptCount: attemptCount, dueAt: dueAt)
        }
    }

    private let base: Int64
    private(set) var rows: [Row] = []
    /// Row numbers by webhook.
    private(set) var rowsOf: [WebhookID: [Int]] = [:]

    init(startedAt start: Timestamp) { base = DeliveryID(firstAt: start).rawValue + 1 }

    func number(of id: DeliveryID) -> Int { Int(id.rawValue - base) }

    mutating func append(to webhook: WebhookID, key: String?, at now: Timestamp) -> Row {
        let id = base + Int64(rows.count)
        let event = EventRecord(
            id: EventID(rawValue: id), networkID: NetworkID(rawValue: 1), type: "t", data: [], orderingKey: key,
            occurredAt: now)
        let row = Row(id: DeliveryID(rawValue: id), webhook: webhook, event: event)
        rowsOf[webhook, default: []].append(rows.count)
        rows.append(row)
        return row
    }

    /// Makes a delivery due now, owed again if it was finished.
    mutating func requeue(_ number: Int, at now: Timestamp) -> OwedDelivery {
        rows[number].isOwed = true
        rows[number].dueAt = now
        return rows[number].owed
    }

    mutating func settle(_ settlement: Settlement) {
        let number = number(of: settlement.deliveryID)
        guard let decision = settlement.decision else { return }
        rows[number].attemptCount = max(rows[number].attemptCount, settlement.attempt.number)
        guard rows[number].isOwed else { return }
        switch decision {
        case .delivered, .failed: rows[number].isOwed = false
        case .retry(let due): rows[number].dueAt = due
        }
    }

    mutating func deleteWebhook(_ webhook: WebhookID) {
        for number in rowsOf[webhook] ?? [] { rows[number].isOwed = false }
    }

    func page(_ request: PageRequest) -> [OwedDelivery] {
        let numbers = rowsOf[request.webhook] ?? []
        switch request.kind {
        case .owed(let after):
            let first = number(of: after)
            var found: [OwedDelivery] = []
            for number in numbers where number > first && rows[number].isOwed {
                found.append(rows[number].owed)
                if found.count == request.limit { break }
            }
            return found
        case .due(let moment):
            var found: [(due: Timestamp, number: Int)] = []
            for number in numbers where rows[number].isOwed {
                if let due = rows[number].dueAt, due <= moment { found.append((due, number)) }
            }
            found.sort { ($0.due, $0.number) < ($1.due, $1.number) }
            return found.prefix(request.limit).map { rows[$0.number].owed }
        }
    }
}
