public import HeraldModel
import HeraldStore

extension SQLiteStore {
    private static let userColumns = "id, name, role, network_id, password_hash, created_at, updated_at"

    public func makeUserID() async throws -> UserID { UserID(rawValue: try makeKey()) }

    public func add(_ user: User) async throws {
        try await write { transaction in
            try transaction.requireNetwork(of: user)
            let present = try transaction.db.prepared("SELECT 1 FROM users WHERE name = ?")
            present.bind(user.name, at: 1)
            guard try present.first({ $0.integer(0) }) == nil else { throw StoreError.conflict }
            let statement = try transaction.db.prepared(
                "INSERT INTO users (\(Self.userColumns)) VALUES (?, ?, ?, ?, ?, ?, ?)")
            statement.bind(user.id.rawValue, at: 1)
            statement.bind(user.name, at: 2)
            statement.bind(user.role.rawValue, at: 3)
            statement.bind(user.networkID?.rawValue, at: 4)
            statement.bind(user.passwordHash, at: 5)
            statement.bind(user.createdAt.milliseconds, at: 6)
            statement.bind(user.updatedAt.milliseconds, at: 7)
            try statement.run()
        }
    }

    public func update(_ user: User) async throws {
        try await write { transaction in
            try transaction.requireNetwork(of: user)
            let statement = try transaction.db.prepared(
                "UPDATE users SET role = ?, network_id = ?, password_hash = ?, updated_at = ? WHERE id = ?")
            statement.bind(user.role.rawValue, at: 1)
            statement.bind(user.networkID?.rawValue, at: 2)
            statement.bind(user.passwordHash, at: 3)
            statement.bind(user.updatedAt.milliseconds, at: 4)
            statement.bind(user.id.rawValue, at: 5)
            try statement.run()
            guard statement.changes > 0 else { throw StoreError.notFound }
        }
    }

    public func users() async throws -> [User] {
        try await read { db in
            try db.prepared("SELECT \(Self.userColumns) FROM users ORDER BY id").all(Self.user)
        }
    }

    public func user(_ id: UserID) async throws -> User? {
        try await read { db in
            let statement = try db.prepared("SELECT \(Self.userColumns) FROM users WHERE id = ?")
            statement.bind(id.rawValue, at: 1)
            return try statement.first(Self.user)
        }
    }

    public func user(named name: String) async throws -> User? {
        try await read { db in
            let statement = try db.prepared("SELECT \(Self.userColumns) FROM users WHERE name = ?")
            statement.bind(name, at: 1)
            return try statement.first(Self.user)
        }
    }

    public func deleteUser(_ id: UserID) async throws {
        try await write { transaction in
            for sql in ["DELETE FROM sessions WHERE user_id = ?", "DELETE FROM users WHERE id = ?"] {
                let statement = try transaction.db.prepared(sql)
                statement.bind(id.rawValue, at: 1)
                try statement.run()
            }
        }
    }

    private static func user(_ row: SQLStatement) throws -> User {
        let id = UserID(rawValue: row.integer(0))
        return User(
            id: id, name: row.text(1), role: try Role(stored: row.text(2), in: "user \(id)"),
            networkID: row.optionalInteger(3).map(NetworkID.init(rawValue:)), passwordHash: row.text(4),
            createdAt: Timestamp(milliseconds: row.integer(5)), updatedAt: Timestamp(milliseconds: row.integer(6)))
    }
}

extension WriteTransaction {
    /// Removes a network's users and signs them out.
    func deleteUsers(of network: NetworkID) throws {
        for sql in [
            "DELETE FROM sessions WHERE user_id IN (SELECT id FROM users WHERE network_id = ?)",
            "DELETE FROM users WHERE network_id = ?",
        ] {
            let statement = try db.prepared(sql)
            statement.bind(network.rawValue, at: 1)
            try statement.run()
        }
    }

    fileprivate func requireNetwork(of user: User) throws {
        if let network = user.networkID, !caches.networks.contains(network) { throw StoreError.notFound }
    }
}
