import GRDB

/// Finds an event's deliveries without an index entry for each: they are made with it, so their ids lie between its own
/// and the next event's. Only the late ones, which a replay makes, are in an index.
enum DirectDeliveries {
    static func apply(_ db: Database) throws {
        try db.execute(
            sql: """
                -- The event of a delivery that was made later than it; NULL when both were made together.
                ALTER TABLE deliveries ADD COLUMN late_event_id INTEGER;
                UPDATE deliveries SET late_event_id = event_id
                WHERE id >= event_id + \(EventDeliveries.reach)
                    OR id > (SELECT min(id) FROM events WHERE id > deliveries.event_id);
                CREATE INDEX deliveries_late ON deliveries (late_event_id) WHERE late_event_id IS NOT NULL;
                DROP INDEX deliveries_by_event;
                """)
    }
}
