import GRDB
public import HeraldModel
public import HeraldStore

extension SQLiteStore {
    public func deliveries(of network: NetworkID, matching query: DeliveryQuery) async throws -> [Delivery] {
        try await read { db in
            var filter = SQLCondition()
            filter.require("d.id", of: DeliveryID.self, since: query.since, until: query.until)
            if let before = query.before { filter.require("d.id < ?", .integer(before.rawValue)) }
            if !query.statuses.isEmpty { filter.require(Self.statusTerm(query.statuses)) }
            if !query.types.isEmpty {
                try filter.require(
                    typeColumn: "(SELECT type_id FROM events WHERE id = d.event_id)", matching: query.types, in: db)
            }
            let limit = max(0, query.limit)
            let ids =
                if let event = query.event {
                    try Self.ids(of: event, in: network, webhook: query.webhook, filter, limit: limit, db)
                } else {
                    try Self.ids(of: network, webhook: query.webhook, filter, index: query.index, limit: limit, db)
                }
            let select = try db.prepared("SELECT \(DeliveryRow.columns) FROM \(DeliveryRow.source) WHERE d.id = ?")
            return try ids.compactMap { id in
                select.bind(id, at: 1)
                return try select.first(DeliveryRow.delivery)
            }
        }
    }

    /// `delivering` is only in memory; the store says `pending` meanwhile.
    private static func statusTerm(_ statuses: [DeliveryStatus]) -> String {
        let stored = Set(statuses.map { $0 == .delivering ? DeliveryStatus.pending.rawValue : $0.rawValue })
        return "d.status IN (\(stored.sorted().map(String.init).joined(separator: ", ")))"
    }

    private static func ids(
        of event: EventID, in network: NetworkID, webhook: WebhookID?, _ filter: SQLCondition, limit: Int,
        _ db: Database
    ) throws -> [Int64] {
        var filter = filter
        filter.require("(SELECT network_id FROM events WHERE id = d.event_id) = ?", .integer(network.rawValue))
        if let webhook { filter.require("d.webhook_id = ?", .integer(webhook.rawValue)) }
        return try db.prepared(
            once: """
                SELECT d.id FROM \(EventDeliveries.direct(of: "?1")) AND \(filter.sql)
                UNION ALL SELECT d.id FROM \(EventDeliveries.late(of: "?1")) AND \(filter.sql)
                ORDER BY 1 DESC LIMIT \(limit)
                """, [.integer(event.rawValue)] + filter.values + filter.values
        ).all { $0.integer(0) }
    }

    /// Asks webhook by webhook, each through an index that is in the list's order, and keeps the newest of all.
    private static func ids(
        of network: NetworkID, webhook: WebhookID?, _ filter: SQLCondition, index: DeliveryIndex, limit: Int,
        _ db: Database
    ) throws -> [Int64] {
        var owned = SQLCondition()
        owned.require("network_id = ?", .integer(network.rawValue))
        if let webhook { owned.require("id = ?", .integer(webhook.rawValue)) }
        let webhooks = try db.prepared(once: "SELECT id FROM webhooks WHERE \(owned.sql)", owned.values)
            .all { $0.integer(0) }
        var newest: [Int64] = []
        for webhook in webhooks {
            var condition = filter
            condition.require("d.webhook_id = ?", .integer(webhook))
            if let term = index.term { condition.require(term) }
            if newest.count == limit, let oldest = newest.last { condition.require("d.id > ?", .integer(oldest)) }
            newest += try db.prepared(
                once: """
                    SELECT d.id FROM deliveries d INDEXED BY \(index.name)
                    WHERE \(condition.sql) ORDER BY d.id DESC LIMIT \(limit)
                    """, condition.values
            ).all { $0.integer(0) }
            newest.sort(by: >)
            newest.removeSubrange(min(limit, newest.count)...)
        }
        return newest
    }
}

/// Which index of `deliveries` finds what a list asks for.
private struct DeliveryIndex {
    let name: String
    /// The index's own condition, which SQLite wants to see in the query.
    let term: String?
}

extension DeliveryQuery {
    /// The smallest index that holds all wanted statuses: a few failures must be found among millions of successes.
    fileprivate var index: DeliveryIndex {
        if !statuses.isEmpty, statuses.allSatisfy(\.isOwed) {
            DeliveryIndex(name: "deliveries_owed", term: "d.status <= 2")
        } else if !statuses.isEmpty, statuses.allSatisfy({ $0.rawValue >= 4 }) {
            DeliveryIndex(name: "deliveries_unsent", term: "d.status >= 4")
        } else {
            DeliveryIndex(name: "deliveries_by_webhook", term: nil)
        }
    }
}
