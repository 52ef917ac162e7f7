public import HeraldModel
import HeraldStore

extension SQLiteStore {
    private static let commandColumns = "network_id, name, description, args, command_set, created_at, updated_at"

    public func add(_ command: ChatCommand, limit: Int) async throws -> Bool {
        try await write { transaction in
            guard transaction.caches.networks.contains(command.networkID) else { throw StoreError.notFound }
            let present = try transaction.db.prepared(
                "SELECT count(*), coalesce(sum(name = ?), 0) FROM chat_commands WHERE network_id = ?")
            present.bind(command.name, at: 1)
            present.bind(command.networkID.rawValue, at: 2)
            let (count, same) = try present.first { ($0.integer(0), $0.integer(1)) } ?? (0, 0)
            guard same == 0 else { throw StoreError.conflict }
            guard count < limit else { return false }
            let statement = try transaction.db.prepared(
                "INSERT INTO chat_commands (\(Self.commandColumns)) VALUES (?, ?, ?, ?, ?, ?, ?)")
            statement.bind(command.networkID.rawValue, at: 1)
            statement.bind(command.name, at: 2)
            statement.bind(command.description, at: 3)
            statement.bind(command.args, at: 4)
            statement.bind(command.set, at: 5)
            statement.bind(command.createdAt.milliseconds, at: 6)
            statement.bind(command.updatedAt.milliseconds, at: 7)
            try statement.run()
            return true
        }
    }

    public func update(_ command: ChatCommand) async throws {
        try await write { transaction in
            let statement = try transaction.db.prepared(
                """
                UPDATE chat_commands SET description = ?, args = ?, command_set = ?, updated_at = ?
                WHERE network_id = ? AND name = ?
                """)
            statement.bind(command.description, at: 1)
            statement.bind(command.args, at: 2)
            statement.bind(command.set, at: 3)
            statement.bind(command.updatedAt.milliseconds, at: 4)
            statement.bind(command.networkID.rawValue, at: 5)
            statement.bind(command.name, at: 6)
            try statement.run()
            guard statement.changes > 0 else { throw StoreError.notFound }
        }
    }

    public func commands() async throws -> [ChatCommand] {
        try await read { db in
            try db.prepared("SELECT \(Self.commandColumns) FROM chat_commands").all { row in
                ChatCommand(
                    networkID: NetworkID(rawValue: row.integer(0)), name: row.text(1),
                    createdAt: Timestamp(milliseconds: row.integer(5)), description: row.text(2), args: row.text(3),
                    set: row.text(4), updatedAt: Timestamp(milliseconds: row.integer(6)))
            }
        }
    }

    public func deleteCommand(_ name: String, of network: NetworkID) async throws {
        try await write { transaction in
            let statement = try transaction.db.prepared("DELETE FROM chat_commands WHERE network_id = ? AND name = ?")
            statement.bind(network.rawValue, at: 1)
            statement.bind(name, at: 2)
            try statement.run()
        }
    }
}
