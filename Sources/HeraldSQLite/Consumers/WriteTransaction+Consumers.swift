import GRDB
import HeraldModel
import HeraldStore

extension WriteTransaction {
    /// Adds a consumer or changes its settings.
    /// - Returns: whether it is new.
    func save(_ consumer: Consumer, startingAt start: ConsumerPlace) throws -> Bool {
        guard caches.networks.contains(consumer.networkID) else { throw StoreError.notFound }
        let update = try db.prepared(
            "UPDATE consumers SET settings = ?, updated_at = ? WHERE network_id = ? AND name = ?")
        update.bind(ConsumerRow.settings(of: consumer), at: 1)
        update.bind(consumer.updatedAt.milliseconds, at: 2)
        update.bind(consumer.networkID.rawValue, at: 3)
        update.bind(consumer.name, at: 4)
        try update.run()
        guard update.changes == 0 else { return false }
        let insert = try db.prepared(
            "INSERT INTO consumers (\(ConsumerRow.columns)) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?)")
        insert.bind(nextKeys(1)[0], at: 1)
        insert.bind(consumer.networkID.rawValue, at: 2)
        insert.bind(consumer.name, at: 3)
        insert.bind(ConsumerRow.settings(of: consumer), at: 4)
        insert.bind(try position(of: start, in: consumer.networkID), at: 5)
        insert.bind(time.milliseconds, at: 6)
        insert.bind(consumer.createdAt.milliseconds, at: 7)
        insert.bind(consumer.updatedAt.milliseconds, at: 8)
        try insert.run()
        return true
    }

    /// Moves a consumer and ends what it was handed.
    func seek(_ key: Consumer.Key, to place: ConsumerPlace) throws {
        let consumer = try ConsumerRow.find(key, in: db).id
        let position = try position(of: place, in: key.networkID)
        let update = try db.prepared("UPDATE consumers SET position = ?, last_lease_at = ? WHERE id = ?")
        update.bind(position, at: 1)
        update.bind(time.milliseconds, at: 2)
        update.bind(consumer, at: 3)
        try update.run()
        try delete(from: "consumer_events", of: consumer)
        try delete(from: "consumer_dead", of: consumer, after: position)
    }

    /// Removes the consumer; its rows are the caller's to remove, part by part.
    /// - Returns: its number; nil when there is none.
    func deleteConsumer(_ key: Consumer.Key) throws -> Int64? {
        let delete = try db.prepared("DELETE FROM consumers WHERE network_id = ? AND name = ? RETURNING id")
        delete.bind(key.networkID.rawValue, at: 1)
        delete.bind(key.name, at: 2)
        return try delete.first { $0.integer(0) }
    }

    /// Removes the consumers of a network, like ``deleteConsumer(_:)``.
    func deleteConsumers(of network: NetworkID) throws -> [Int64] {
        let delete = try db.prepared("DELETE FROM consumers WHERE network_id = ? RETURNING id")
        delete.bind(network.rawValue, at: 1)
        return try delete.all { $0.integer(0) }
    }

    /// Removes some rows of a consumer that was deleted.
    /// - Returns: whether there are more.
    func forgetRows(of consumer: Int64, limit: Int) throws -> Bool {
        var left = limit
        for table in ["consumer_events", "consumer_dead"] {
            let delete = try db.prepared(
                """
                DELETE FROM \(table) WHERE consumer_id = ?1 AND event_id IN (
                    SELECT event_id FROM \(table) WHERE consumer_id = ?1 LIMIT ?2)
                """)
            delete.bind(consumer, at: 1)
            delete.bind(left, at: 2)
            try delete.run()
            left -= delete.changes
        }
        return left <= 0
    }

    /// Has dead letters handed out again.
    func requeue(_ events: [EventID]?, of key: Consumer.Key) throws -> Int {
        let row = try ConsumerRow.find(key, in: db)
        let count = try db.prepared("SELECT count(*) FROM consumer_events WHERE consumer_id = ?")
        count.bind(row.id, at: 1)
        let room = max(0, row.consumer.maxOutstanding - (try count.first { Int($0.integer(0)) } ?? 0))
        let chosen = try deadWithPayload(events.map { Set($0) }, of: row.id).prefix(room)
        let insert = try db.prepared(
            """
            INSERT INTO consumer_events (consumer_id, event_id, nonce, visible_at, attempts, key)
            VALUES (?, ?, NULL, ?, 0, ?)
            """)
        for (event, key) in chosen {
            insert.bind(row.id, at: 1)
            insert.bind(event, at: 2)
            insert.bind(time.milliseconds, at: 3)
            insert.bind(LeasePlanner.hash(ofKey: key), at: 4)
            try insert.run()
        }
        for (event, _) in chosen { _ = try forget(event, of: row.id) }
        return chosen.count
    }

    /// Forgets dead letters.
    func drop(_ events: [EventID]?, of key: Consumer.Key) throws -> Int {
        let consumer = try ConsumerRow.find(key, in: db).id
        guard let events else { return try delete(from: "consumer_dead", of: consumer) }
        return try Set(events).reduce(0) { $0 + (try forget($1.rawValue, of: consumer)) }
    }

    private func deadWithPayload(
        _ events: Set<EventID>?, of consumer: Int64
    ) throws -> [(event: Int64, key: String?)] {
        let select = try db.prepared(
            """
            SELECT d.event_id, e.ordering_key FROM consumer_dead d CROSS JOIN events e ON e.id = d.event_id
            WHERE d.consumer_id = ? AND length(e.data) > 0 ORDER BY d.event_id
            """)
        select.bind(consumer, at: 1)
        return try select.all { (event: $0.integer(0), key: $0.optionalText(1)) }
            .filter { events?.contains(EventID(rawValue: $0.event)) ?? true }
    }

    private func forget(_ event: Int64, of consumer: Int64) throws -> Int {
        let delete = try db.prepared("DELETE FROM consumer_dead WHERE consumer_id = ? AND event_id = ?")
        delete.bind(consumer, at: 1)
        delete.bind(event, at: 2)
        try delete.run()
        return delete.changes
    }

    @discardableResult
    private func delete(from table: String, of consumer: Int64, after event: Int64 = -1) throws -> Int {
        let delete = try db.prepared("DELETE FROM \(table) WHERE consumer_id = ? AND event_id > ?")
        delete.bind(consumer, at: 1)
        delete.bind(event, at: 2)
        try delete.run()
        return delete.changes
    }

    private func position(of place: ConsumerPlace, in network: NetworkID) throws -> Int64 {
        let select = try db.prepared(
            "SELECT id FROM events INDEXED BY events_by_network WHERE network_id = ? ORDER BY id DESC LIMIT 1")
        select.bind(network.rawValue, at: 1)
        let newest = try select.first { $0.integer(0) } ?? 0
        switch place {
        case .beginning: return 0
        case .end: return newest
        case .time(let time): return min(newest, max(0, EventID(firstAt: time).rawValue - 1))
        }
    }
}
