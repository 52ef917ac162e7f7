public import HeraldModel
import HeraldStore

extension SQLiteStore {
    public func makeSourceID() async throws -> SourceID { SourceID(rawValue: try makeKey()) }

    public func save(_ source: Source) async throws {
        let row = try SourceRow(source, box: box)
        try await write { transaction in
            guard transaction.caches.networks.contains(source.networkID) else { throw StoreError.notFound }
            let statement = try transaction.db.prepared(
                "INSERT OR REPLACE INTO sources (\(SourceRow.columns)) VALUES (?, ?, ?, ?, ?, ?)")
            statement.bind(source.id.rawValue, at: 1)
            statement.bind(source.networkID.rawValue, at: 2)
            statement.bind(row.settings, at: 3)
            statement.bind(row.sealed, at: 4)
            statement.bind(source.createdAt.milliseconds, at: 5)
            statement.bind(source.updatedAt.milliseconds, at: 6)
            try statement.run()
        }
    }

    public func sources() async throws -> [Source] {
        let box = box
        return try await read { db in
            try db.prepared("SELECT \(SourceRow.columns) FROM sources ORDER BY id")
                .all { try SourceRow.source($0, box: box) }
        }
    }

    public func deleteSource(_ id: SourceID) async throws {
        try await write { transaction in
            let statement = try transaction.db.prepared("DELETE FROM sources WHERE id = ?")
            statement.bind(id.rawValue, at: 1)
            try statement.run()
        }
    }
}
