import GRDB
public import HeraldModel
public import HeraldStore

extension SQLiteStore {
    public func deliveries(
        of network: NetworkID, matching query: DeliveryQuery, within bound: SearchBound
    ) async throws -> SearchPage<Delivery, DeliveryID> {
        guard query.limit > 0 else { return SearchPage() }
        return try await read { db in
            var wanted = SQLCondition()
            if !query.statuses.isEmpty { wanted.require(Self.statusTerm(query.statuses)) }
            if !query.types.isEmpty {
                try wanted.require(
                    typeColumn: "(SELECT type_id FROM events WHERE id = d.event_id)", matching: query.types, in: db)
            }
            var found = SearchPage<Int64, DeliveryID>()
            if let event = query.event {
                found.elements = try Self.ids(of: event, in: network, query, wanted, db)
            } else {
                var search = try DeliverySearch(db, network: network, query, wanted)
                found = try search.run(within: bound)
            }
            let select = try db.prepared("SELECT \(DeliveryRow.columns) FROM \(DeliveryRow.source) WHERE d.id = ?")
            let deliveries = try found.elements.compactMap { id in
                select.bind(id, at: 1)
                return try select.first(DeliveryRow.delivery)
            }
            return SearchPage(deliveries, end: found.end)
        }
    }

    /// `delivering` is only in memory; the store says `pending` meanwhile.
    private static func statusTerm(_ statuses: [DeliveryStatus]) -> String {
        let stored = Set(statuses.map { $0 == .delivering ? DeliveryStatus.pending.rawValue : $0.rawValue })
        return "d.status IN (\(stored.sorted().map(String.init).joined(separator: ", ")))"
    }

    private static func ids(
        of event: EventID, in network: NetworkID, _ query: DeliveryQuery, _ wanted: SQLCondition, _ db: Database
    ) throws -> [Int64] {
        var filter = wanted
        filter.require("d.id", of: DeliveryID.self, since: query.since, until: query.until)
        if let before = query.before { filter.require("d.id < ?", .integer(before.rawValue)) }
        filter.require("(SELECT network_id FROM events WHERE id = d.event_id) = ?", .integer(network.rawValue))
        if let webhook = query.webhook { filter.require("d.webhook_id = ?", .integer(webhook.rawValue)) }
        return try db.prepared(
            once: """
                SELECT d.id FROM \(EventDeliveries.direct(of: "?1")) AND \(filter.sql)
                UNION ALL SELECT d.id FROM \(EventDeliveries.late(of: "?1")) AND \(filter.sql)
                ORDER BY 1 DESC LIMIT \(query.limit)
                """, [.integer(event.rawValue)] + filter.values + filter.values
        ).all { $0.integer(0) }
    }
}
