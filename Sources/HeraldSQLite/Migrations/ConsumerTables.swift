import GRDB

/// Named consumers: a position in the log, and rows for nothing but what was handed out and is not acknowledged.
enum ConsumerTables {
    static func create(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE consumers (
                    id INTEGER PRIMARY KEY,
                    network_id INTEGER NOT NULL,
                    name TEXT NOT NULL,
                    -- JSON.
                    settings TEXT NOT NULL,
                    -- Events up to this one were looked at.
                    position INTEGER NOT NULL,
                    last_lease_at INTEGER NOT NULL,
                    -- Wanted events whose payload was gone.
                    expired INTEGER NOT NULL,
                    created_at INTEGER NOT NULL,
                    updated_at INTEGER NOT NULL,
                    UNIQUE (network_id, name)
                ) STRICT;

                CREATE TABLE consumer_events (
                    consumer_id INTEGER NOT NULL,
                    event_id INTEGER NOT NULL,
                    -- The nonce of the lease; NULL while the event waits.
                    nonce INTEGER,
                    -- When the lease or the wait ends.
                    visible_at INTEGER NOT NULL,
                    attempts INTEGER NOT NULL,
                    -- The hash of the ordering key.
                    key INTEGER,
                    PRIMARY KEY (consumer_id, event_id)
                ) STRICT, WITHOUT ROWID;
                -- Pruning asks whether an event is needed.
                CREATE INDEX consumer_events_by_event ON consumer_events (event_id);

                CREATE TABLE consumer_dead (
                    consumer_id INTEGER NOT NULL,
                    event_id INTEGER NOT NULL,
                    attempts INTEGER NOT NULL,
                    reason TEXT NOT NULL,
                    died_at INTEGER NOT NULL,
                    PRIMARY KEY (consumer_id, event_id)
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX consumer_dead_by_event ON consumer_dead (event_id);
                """)
    }
}
