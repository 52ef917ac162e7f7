public import HeraldModel
import HeraldStore

extension SQLiteStore {
    public func makeNetworkID() async throws -> NetworkID { NetworkID(rawValue: try makeKey()) }

    public func save(_ network: Network) async throws {
        let sealed = try NetworkRow.seal(network, box: box)
        let portal = NetworkRow.portal(network)
        try await write { transaction in
            let statement = try transaction.db.prepared(
                """
                INSERT INTO networks (\(NetworkRow.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, dialect = excluded.dialect,
                    region = excluded.region, validation = excluded.validation, sealed = excluded.sealed,
                    updated_at = excluded.updated_at, portal = excluded.portal
                WHERE deleted_at IS NULL
                """)
            statement.bind(network.id.rawValue, at: 1)
            statement.bind(network.name, at: 2)
            statement.bind(network.dialect.rawValue, at: 3)
            statement.bind(network.region, at: 4)
            statement.bind(network.validation.rawValue, at: 5)
            statement.bind(sealed, at: 6)
            statement.bind(network.createdAt.milliseconds, at: 7)
            statement.bind(network.updatedAt.milliseconds, at: 8)
            statement.bind(portal, at: 9)
            try statement.run()
            guard statement.changes > 0 else { throw StoreError.notFound }
            transaction.caches.networks.insert(network.id)
        }
    }

    public func networks() async throws -> [Network] {
        let box = box
        return try await read { db in
            try db.prepared("SELECT \(NetworkRow.columns) FROM networks WHERE deleted_at IS NULL ORDER BY id")
                .all { try NetworkRow.network($0, box: box) }
        }
    }

    public func deleteNetwork(_ id: NetworkID) async throws {
        let (webhooks, consumers) = try await write { transaction in
            transaction.caches.networks.remove(id)
            let statement = try transaction.db.prepared(
                "UPDATE networks SET deleted_at = ?, sealed = NULL WHERE id = ? AND deleted_at IS NULL")
            statement.bind(transaction.time.milliseconds, at: 1)
            statement.bind(id.rawValue, at: 2)
            try statement.run()
            try transaction.deleteUsers(of: id)
            for table in ["keys", "hooks", "chat_commands", "documents", "sources", "sessions"] {
                let owned = try transaction.db.prepared("DELETE FROM \(table) WHERE network_id = ?")
                owned.bind(id.rawValue, at: 1)
                try owned.run()
            }
            let owned = transaction.caches.webhooks.filter { $0.value.network == id && !$0.value.isDeleted }.map(\.key)
            for webhook in owned { try transaction.markDeleted(webhook) }
            return (owned, try transaction.deleteConsumers(of: id))
        }
        for consumer in consumers { try await forgetRows(of: consumer) }
        for webhook in webhooks { try await skipOwed(to: webhook, reason: SkipReason.networkDeleted) }
    }
}
