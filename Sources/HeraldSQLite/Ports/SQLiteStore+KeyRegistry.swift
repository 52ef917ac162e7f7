public import HeraldModel

extension SQLiteStore {
    public func makeKeyID() async throws -> KeyID { KeyID(rawValue: try makeKey()) }

    public func save(_ key: AccessKey) async throws {
        try await write { transaction in
            let statement = try transaction.db.prepared(
                """
                INSERT OR REPLACE INTO keys (id, name, role, network_id, token_hash, hint, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """)
            statement.bind(key.id.rawValue, at: 1)
            statement.bind(key.name, at: 2)
            statement.bind(key.role.rawValue, at: 3)
            statement.bind(key.networkID?.rawValue, at: 4)
            statement.bind(key.tokenHash, at: 5)
            statement.bind(key.hint, at: 6)
            statement.bind(key.createdAt.milliseconds, at: 7)
            try statement.run()
        }
    }

    public func keys() async throws -> [AccessKey] {
        try await read { db in
            try db.prepared(
                "SELECT id, name, role, network_id, token_hash, hint, created_at FROM keys ORDER BY id"
            ).all { row in
                let id = KeyID(rawValue: row.integer(0))
                return AccessKey(
                    id: id, name: row.text(1), role: try Role(stored: row.text(2), in: "key \(id)"),
                    networkID: row.optionalInteger(3).map(NetworkID.init(rawValue:)), tokenHash: row.bytes(4),
                    hint: row.text(5), createdAt: Timestamp(milliseconds: row.integer(6)))
            }
        }
    }

    public func deleteKey(_ id: KeyID) async throws {
        try await write { transaction in
            let statement = try transaction.db.prepared("DELETE FROM keys WHERE id = ?")
            statement.bind(id.rawValue, at: 1)
            try statement.run()
        }
    }
}
