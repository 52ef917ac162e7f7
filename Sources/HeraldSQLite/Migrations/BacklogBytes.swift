import GRDB

/// Tells each delivery's payload size, so that what is owed is known in bytes without reading events.
///
/// `deliveries_owed` covers what the start sums up and what paging looks for. Only owed deliveries are in it.
enum BacklogBytes {
    static func apply(_ db: Database) throws {
        try db.execute(
            sql: """
                -- The payload's bytes; finished deliveries from before this column keep 0.
                ALTER TABLE deliveries ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
                UPDATE deliveries SET bytes = (SELECT length(data) FROM events WHERE id = deliveries.event_id)
                WHERE status <= 2;
                DROP INDEX deliveries_owed;
                CREATE INDEX deliveries_owed ON deliveries (webhook_id, id, bytes) WHERE status <= 2;
                """)
    }
}
