import GRDB

/// The first schema.
///
/// The hot tables (`events`, `deliveries`, `attempts`) have integer keys that grow with time, so inserts land on the
/// last page of every tree. Nothing on the hot path has a random key but `external_ids`, whose leading `bucket` keeps
/// the random part to the newest four hours.
enum InitialSchema {
    static func create(_ db: Database) throws {
        try db.execute(sql: configuration)
        try db.execute(sql: hotTables)
        try db.execute(sql: hotIndexes)
    }

    private static let configuration = """
        CREATE TABLE meta (
            key TEXT PRIMARY KEY,
            value ANY
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE networks (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            dialect TEXT NOT NULL,
            region TEXT,
            validation TEXT NOT NULL,
            -- Credentials: encrypted JSON.
            sealed BLOB,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            -- Deleted rows stay, without secrets, so that history stays readable.
            deleted_at INTEGER
        ) STRICT;

        CREATE TABLE webhooks (
            id INTEGER PRIMARY KEY,
            network_id INTEGER NOT NULL,
            -- JSON: everything that is not secret.
            settings TEXT NOT NULL,
            -- Signing secrets and header values: encrypted JSON.
            sealed BLOB,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            deleted_at INTEGER
        ) STRICT;
        CREATE INDEX webhooks_by_network ON webhooks (network_id);

        CREATE TABLE keys (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            role TEXT NOT NULL,
            network_id INTEGER,
            token_hash BLOB NOT NULL UNIQUE,
            hint TEXT NOT NULL,
            created_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE replays (
            id INTEGER PRIMARY KEY,
            network_id INTEGER NOT NULL,
            webhook_id INTEGER NOT NULL,
            since INTEGER NOT NULL,
            until INTEGER NOT NULL,
            types TEXT NOT NULL,
            status TEXT NOT NULL,
            rate_per_second INTEGER,
            state TEXT NOT NULL,
            matched INTEGER NOT NULL,
            enqueued INTEGER NOT NULL,
            cursor INTEGER NOT NULL,
            created_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE stats (
            webhook_id INTEGER NOT NULL,
            minute INTEGER NOT NULL,
            delivered INTEGER NOT NULL,
            failed INTEGER NOT NULL,
            attempts INTEGER NOT NULL,
            failed_attempts INTEGER NOT NULL,
            -- The histogram's counts as 32-bit little-endian integers.
            latency BLOB NOT NULL,
            PRIMARY KEY (webhook_id, minute)
        ) STRICT, WITHOUT ROWID;
        """

    private static let hotTables = """
        CREATE TABLE types (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE
        ) STRICT;

        -- `data` is last so that the other columns are read without following its overflow pages.
        CREATE TABLE events (
            id INTEGER PRIMARY KEY,
            network_id INTEGER NOT NULL,
            type_id INTEGER NOT NULL,
            occurred_at INTEGER NOT NULL,
            ordering_key TEXT,
            external_id TEXT,
            notice TEXT,
            request_info BLOB,
            data BLOB NOT NULL
        ) STRICT;

        CREATE TABLE deliveries (
            id INTEGER PRIMARY KEY,
            event_id INTEGER NOT NULL,
            webhook_id INTEGER NOT NULL,
            -- DeliveryStatus.rawValue: up to 2 is owed, from 4 on it was not delivered.
            status INTEGER NOT NULL,
            attempts INTEGER NOT NULL,
            due_at INTEGER,
            reason TEXT
        ) STRICT;

        CREATE TABLE attempts (
            delivery_id INTEGER NOT NULL,
            number INTEGER NOT NULL,
            legacy INTEGER NOT NULL,
            started_at INTEGER NOT NULL,
            duration_us INTEGER NOT NULL,
            status INTEGER,
            error TEXT,
            head BLOB NOT NULL,
            body BLOB NOT NULL,
            PRIMARY KEY (delivery_id, number, legacy)
        ) STRICT, WITHOUT ROWID;

        -- Finds events by their external id, for duplicates and for lookups. `hash` covers network and id.
        CREATE TABLE external_ids (
            bucket INTEGER NOT NULL,
            hash INTEGER NOT NULL,
            event_id INTEGER NOT NULL,
            content_hash INTEGER NOT NULL,
            PRIMARY KEY (bucket, hash, event_id)
        ) STRICT, WITHOUT ROWID;
        """

    private static let hotIndexes = """
        -- With the type, so that lists and replays by type read the rows they want only.
        CREATE INDEX events_by_network ON events (network_id, id, type_id);
        CREATE INDEX deliveries_by_event ON deliveries (event_id);
        CREATE INDEX deliveries_by_webhook ON deliveries (webhook_id);
        CREATE INDEX deliveries_owed ON deliveries (webhook_id) WHERE status <= 2;
        -- Only what was retried or requeued has a due time, so the usual delivery never enters these three.
        CREATE INDEX deliveries_due ON deliveries (webhook_id, due_at) WHERE due_at IS NOT NULL;
        CREATE INDEX deliveries_unsent ON deliveries (webhook_id) WHERE status >= 4;
        CREATE INDEX deliveries_unsent_by_event ON deliveries (webhook_id, event_id) WHERE status >= 4;
        """
}
