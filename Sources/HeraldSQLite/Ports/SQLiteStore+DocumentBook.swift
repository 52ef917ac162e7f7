public import HeraldModel
public import HeraldStore

extension SQLiteStore {
    public func save(_ documents: [Document]) async throws {
        let box = box
        let rows = try documents.map { document in
            (
                document,
                try box.seal(document.body, table: Self.place(document.name), id: document.networkID.rawValue)
            )
        }
        try await write { transaction in
            for (document, _) in rows {
                guard transaction.caches.networks.contains(document.networkID) else { throw StoreError.notFound }
            }
            for (document, sealed) in rows {
                let statement = try transaction.db.prepared(
                    """
                    INSERT INTO documents (network_id, name, sealed) VALUES (?, ?, ?)
                    ON CONFLICT (network_id, name) DO UPDATE SET sealed = excluded.sealed
                    """)
                statement.bind(document.networkID.rawValue, at: 1)
                statement.bind(document.name, at: 2)
                statement.bind(sealed, at: 3)
                try statement.run()
            }
        }
    }

    public func document(_ name: String, of network: NetworkID) async throws -> Document? {
        let box = box
        return try await read { db in
            let statement = try db.prepared("SELECT sealed FROM documents WHERE network_id = ? AND name = ?")
            statement.bind(network.rawValue, at: 1)
            statement.bind(name, at: 2)
            return try statement.first { row in
                Document(
                    networkID: network, name: name,
                    body: try box.open(row.bytes(0), table: Self.place(name), id: network.rawValue))
            }
        }
    }

    public func documents(named prefix: String) async throws -> [Document] {
        let box = box
        return try await read { db in
            let statement = try db.prepared(
                """
                SELECT network_id, name, sealed FROM documents WHERE substr(name, 1, ?) = ?
                ORDER BY network_id, name
                """)
            statement.bind(prefix.unicodeScalars.count, at: 1)
            statement.bind(prefix, at: 2)
            return try statement.all { row in
                let name = row.text(1)
                return Document(
                    networkID: NetworkID(rawValue: row.integer(0)), name: name,
                    body: try box.open(row.bytes(2), table: Self.place(name), id: row.integer(0)))
            }
        }
    }

    public func deleteDocuments(named prefix: String, of network: NetworkID) async throws {
        try await write { transaction in
            let statement = try transaction.db.prepared(
                "DELETE FROM documents WHERE network_id = ? AND substr(name, 1, ?) = ?")
            statement.bind(network.rawValue, at: 1)
            statement.bind(prefix.unicodeScalars.count, at: 2)
            statement.bind(prefix, at: 3)
            try statement.run()
        }
    }

    /// What a body is sealed for: a document copied to another name or network does not open.
    private static func place(_ name: String) -> String { "documents/\(name)" }
}
