import GRDB

/// Small sealed documents of networks: vendors' settings and the parts of exports.
enum DocumentTable {
    static func create(_ db: Database) throws {
        // With a rowid, because bodies may be long: an index over the names alone answers which there are.
        try db.execute(
            sql: """
                CREATE TABLE documents (
                    id INTEGER PRIMARY KEY,
                    network_id INTEGER NOT NULL,
                    name TEXT NOT NULL,
                    sealed BLOB NOT NULL,
                    UNIQUE (network_id, name)
                ) STRICT;
                """)
    }
}
