import GRDB

/// Where pruning has got to. The hot tables stay as they are.
enum PruningTables {
    static func create(_ db: Database) throws {
        try db.execute(
            sql: """
                -- How far each ``PruneTask`` has looked.
                CREATE TABLE pruning (
                    task TEXT PRIMARY KEY,
                    position INTEGER NOT NULL,
                    -- The second part of a position that has two.
                    part INTEGER NOT NULL
                ) STRICT, WITHOUT ROWID;

                -- Events that kept their payload when its time had come, because they were owed. All others up to the
                -- position of the task 'payloads' have none any more.
                CREATE TABLE kept_payloads (event_id INTEGER PRIMARY KEY) STRICT;
                """)
    }
}
