import GRDB
import HeraldModel

/// Counts the accepted events of each network and minute. What an older file still holds is counted once.
enum AcceptedCounts {
    static func create(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE accepted (
                    network_id INTEGER NOT NULL,
                    minute INTEGER NOT NULL,
                    events INTEGER NOT NULL,
                    PRIMARY KEY (network_id, minute)
                ) STRICT, WITHOUT ROWID;
                -- An id begins with its time.
                INSERT INTO accepted (network_id, minute, events)
                SELECT network_id, ((id >> 22) + \(IdentifierGenerator.epoch)) / 60000, count(*) FROM events GROUP BY 1, 2;
                """)
    }
}
