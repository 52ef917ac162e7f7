import GRDB

/// The gateway's doors, and what came in by them. Sources go for good with their network.
enum SourceTables {
    static func create(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE sources (
                    id INTEGER PRIMARY KEY,
                    network_id INTEGER NOT NULL,
                    -- JSON: everything that is not secret.
                    settings TEXT NOT NULL,
                    -- Secrets with their API keys: encrypted JSON.
                    sealed BLOB NOT NULL,
                    created_at INTEGER NOT NULL,
                    updated_at INTEGER NOT NULL
                ) STRICT;

                -- The provider's request as it came (``ReceivedCoding``); NULL for what was published.
                ALTER TABLE events ADD COLUMN received BLOB;
                """)
    }
}
