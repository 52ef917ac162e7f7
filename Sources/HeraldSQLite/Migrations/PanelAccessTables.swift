import GRDB

/// Who may sign in to the panel with a password, and who is signed in.
enum PanelAccessTables {
    static func create(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE users (
                    id INTEGER PRIMARY KEY,
                    name TEXT NOT NULL UNIQUE,
                    role TEXT NOT NULL,
                    network_id INTEGER,
                    password_hash TEXT NOT NULL,
                    created_at INTEGER NOT NULL,
                    updated_at INTEGER NOT NULL
                ) STRICT;

                CREATE TABLE sessions (
                    id INTEGER PRIMARY KEY,
                    -- Whose it is: one of both.
                    key_id INTEGER,
                    user_id INTEGER,
                    token_hash BLOB NOT NULL UNIQUE,
                    agent TEXT NOT NULL,
                    created_at INTEGER NOT NULL,
                    seen_at INTEGER NOT NULL
                ) STRICT;
                """)
    }
}
