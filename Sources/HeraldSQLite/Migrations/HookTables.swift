import GRDB

/// Synchronous hooks and the custom commands one of them answers. Both go for good with their network.
enum HookTables {
    static func create(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE hooks (
                    network_id INTEGER NOT NULL,
                    kind TEXT NOT NULL,
                    -- JSON: everything that is not secret.
                    settings TEXT NOT NULL,
                    -- Signing secrets: encrypted JSON.
                    sealed BLOB NOT NULL,
                    created_at INTEGER NOT NULL,
                    updated_at INTEGER NOT NULL,
                    PRIMARY KEY (network_id, kind)
                ) STRICT, WITHOUT ROWID;

                CREATE TABLE chat_commands (
                    network_id INTEGER NOT NULL,
                    name TEXT NOT NULL,
                    description TEXT NOT NULL,
                    args TEXT NOT NULL,
                    command_set TEXT NOT NULL,
                    created_at INTEGER NOT NULL,
                    updated_at INTEGER NOT NULL,
                    PRIMARY KEY (network_id, name)
                ) STRICT, WITHOUT ROWID;
                """)
    }
}
