public import HeraldModel
public import HeraldStore

extension SQLiteStore {
    public func events(
        of network: NetworkID, matching query: EventQuery, within bound: SearchBound
    ) async throws -> SearchPage<EventRecord, EventID> {
        guard query.limit > 0 else { return SearchPage() }
        return try await read { try EventSearch($0, network: network, query).run(within: bound) }
    }

    public func event(_ id: EventID, of network: NetworkID) async throws -> EventRecord? {
        try await read { db in
            let statement = try db.prepared(
                "SELECT \(EventRow.columns) FROM \(EventRow.source) WHERE e.id = ? AND e.network_id = ?")
            statement.bind(id.rawValue, at: 1)
            statement.bind(network.rawValue, at: 2)
            return try statement.first { EventRow.record($0) }
        }
    }

    public func event(externalID: String, of network: NetworkID) async throws -> EventRecord? {
        try await read { db in
            let hash = ExternalIDs.hash(externalID, in: network)
            let find = try db.prepared(ExternalIDs.find)
            let select = try db.prepared(
                """
                SELECT \(EventRow.columns) FROM \(EventRow.source)
                WHERE e.id = ? AND e.network_id = ? AND e.external_id = ?
                """)
            for bucket in try ExternalIDs.buckets(in: db, from: 0).reversed() {
                find.bind(bucket, at: 1)
                find.bind(hash, at: 2)
                for event in try find.all({ $0.integer(0) }) {
                    select.bind(event, at: 1)
                    select.bind(network.rawValue, at: 2)
                    select.bind(externalID, at: 3)
                    if let record = try select.first({ EventRow.record($0) }) { return record }
                }
            }
            return nil
        }
    }

    public func delivery(_ id: DeliveryID, of network: NetworkID) async throws -> Delivery? {
        try await read { db in
            let statement = try db.prepared(
                "SELECT \(DeliveryRow.columns) FROM \(DeliveryRow.source) WHERE d.id = ? AND e.network_id = ?")
            statement.bind(id.rawValue, at: 1)
            statement.bind(network.rawValue, at: 2)
            return try statement.first(DeliveryRow.delivery)
        }
    }

    public func attempts(of delivery: DeliveryID) async throws -> [Attempt] {
        try await read { db in
            let statement = try db.prepared(
                """
                SELECT number, legacy, started_at, duration_us, status, error, head, body, timing FROM attempts
                WHERE delivery_id = ? ORDER BY number, legacy
                """)
            statement.bind(delivery.rawValue, at: 1)
            return try statement.all { row in
                Attempt(
                    number: Int(row.integer(0)), isLegacy: row.integer(1) != 0,
                    startedAt: Timestamp(milliseconds: row.integer(2)), durationMicroseconds: row.integer(3),
                    status: row.optionalInteger(4).map(Int.init), error: row.optionalText(5),
                    responseHead: row.bytes(6), responseBody: row.bytes(7), timing: AttemptTimingCoding.timing(row, 8))
            }
        }
    }
}
