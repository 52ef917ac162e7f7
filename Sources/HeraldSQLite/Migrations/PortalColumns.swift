import GRDB

/// How networks' portals look, and the sessions of those who opened one.
enum PortalColumns {
    static func add(_ db: Database) throws {
        try db.execute(
            sql: """
                ALTER TABLE networks ADD COLUMN portal TEXT;

                -- Whose it is: one of key, user and network.
                ALTER TABLE sessions ADD COLUMN network_id INTEGER;
                ALTER TABLE sessions ADD COLUMN role TEXT;
                ALTER TABLE sessions ADD COLUMN viewer TEXT;
                ALTER TABLE sessions ADD COLUMN expires_at INTEGER;
                ALTER TABLE sessions ADD COLUMN epoch INTEGER;
                """)
    }
}
