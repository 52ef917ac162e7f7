public import HeraldModel
import HeraldStore

extension SQLiteStore {
    public func save(_ hook: Hook) async throws {
        let row = try HookRow(hook, box: box)
        try await write { transaction in
            guard transaction.caches.networks.contains(hook.networkID) else { throw StoreError.notFound }
            let statement = try transaction.db.prepared(
                "INSERT OR REPLACE INTO hooks (\(HookRow.columns)) VALUES (?, ?, ?, ?, ?, ?)")
            statement.bind(hook.networkID.rawValue, at: 1)
            statement.bind(hook.kind.rawValue, at: 2)
            statement.bind(row.settings, at: 3)
            statement.bind(row.sealed, at: 4)
            statement.bind(hook.createdAt.milliseconds, at: 5)
            statement.bind(hook.updatedAt.milliseconds, at: 6)
            try statement.run()
        }
    }

    public func hooks() async throws -> [Hook] {
        let box = box
        return try await read { db in
            try db.prepared("SELECT \(HookRow.columns) FROM hooks").all { try HookRow.hook($0, box: box) }
        }
    }

    public func deleteHook(_ key: Hook.Key) async throws {
        try await write { transaction in
            let statement = try transaction.db.prepared("DELETE FROM hooks WHERE network_id = ? AND kind = ?")
            statement.bind(key.networkID.rawValue, at: 1)
            statement.bind(key.kind.rawValue, at: 2)
            try statement.run()
        }
    }
}
