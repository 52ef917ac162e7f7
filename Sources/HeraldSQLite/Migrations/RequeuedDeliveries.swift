import GRDB

/// Remembers when a delivery was requeued and how many attempts it had had by then: its retry schedule counts from
/// there. Null for all others, which keeps the usual row small.
enum RequeuedDeliveries {
    static func apply(_ db: Database) throws {
        try db.execute(
            sql: """
                ALTER TABLE deliveries ADD COLUMN owed_since INTEGER;
                ALTER TABLE deliveries ADD COLUMN attempts_before INTEGER;
                """)
    }
}
