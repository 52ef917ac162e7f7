import HeraldDelivery
import HeraldModel
import HeraldStore

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

    /// Reads a page. A delivery of that number has a payload of that `size`.
    func page(_ request: PageRequest, size: (Int) -> Int) -> OwedPage {
        switch request.kind {
        case .owed(let after, let spilled):
            let first = number(of: after) + 1
            return scan(request, from: first, through: nil, size) { row in
                guard let key = row.event.orderingKey, let start = spilled[StableHash.of(key)] else { return true }
                return row.id < start
            }
        case .keys(var shares, let through):
            let first = shares.values.map { number(of: $0.from) }.min() ?? 0
            return scan(request, from: first, through: through, size) { row in
                guard let key = row.event.orderingKey.map({ StableHash.of($0) }), let share = shares[key],
                    row.id >= share.from, share.limit > 0
                else { return false }
                shares[key]?.limit -= 1
                return true
            }
        case .due(let moment, let unkeyedOnly):
            var found: [(due: Timestamp, number: Int)] = []
            for number in rowsOf[request.webhook] ?? [] where rows[number].isOwed {
                if unkeyedOnly, rows[number].event.orderingKey != nil { continue }
                if let due = rows[number].dueAt, due <= moment { found.append((due, number)) }
            }
            found.sort { ($0.due, $0.number) < ($1.due, $1.number) }
            return OwedPage(
                deliveries: found.prefix(request.limit).map { rows[$0.number].owed },
                isComplete: found.count < request.limit)
        }
    }

    private func scan(
        _ request: PageRequest, from first: Int, through last: DeliveryID?, _ size: (Int) -> Int,
        wants: (Row) -> Bool
    ) -> OwedPage {
        var page = OwedPage(isComplete: false)
        var looked = 0
        var bytes = 0
        for number in rowsOf[request.webhook] ?? [] where number >= first && rows[number].isOwed {
            if let last, rows[number].id > last { break }
            if looked == request.maxRows || page.deliveries.count == request.limit { return page }
            if bytes >= request.maxBytes, !page.deliveries.isEmpty { return page }
            looked += 1
            page.reached = rows[number].id
            if wants(rows[number]) {
                page.deliveries.append(rows[number].owed)
                bytes += size(number)
            }
        }
        page.isComplete = true
        return page
    }
}
