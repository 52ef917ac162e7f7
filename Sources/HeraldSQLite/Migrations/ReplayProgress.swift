import GRDB

/// Follows a replay's deliveries to their ends.
enum ReplayProgress {
    static func apply(_ db: Database) throws {
        try db.execute(
            sql: """
                ALTER TABLE replays ADD COLUMN delivered INTEGER NOT NULL DEFAULT 0;
                ALTER TABLE replays ADD COLUMN failed INTEGER NOT NULL DEFAULT 0;
                -- Ended otherwise; also those from before these columns.
                ALTER TABLE replays ADD COLUMN skipped INTEGER NOT NULL DEFAULT 0;
                ALTER TABLE replays ADD COLUMN untried INTEGER NOT NULL DEFAULT 0;
                UPDATE replays SET skipped = enqueued;

                -- The replayed deliveries that are still owed: some hundreds, and those that wait for a retry.
                CREATE TABLE replayed (
                    delivery_id INTEGER PRIMARY KEY,
                    replay_id INTEGER NOT NULL,
                    tried INTEGER NOT NULL
                ) STRICT;
                """)
    }
}
