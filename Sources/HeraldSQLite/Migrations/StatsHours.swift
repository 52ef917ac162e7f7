import GRDB
import HeraldModel

/// The counts of `stats` once more by hours, for windows of days: a week of ten webhooks is a hundred thousand minutes.
enum StatsHours {
    static func create(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE stats_hours (
                    webhook_id INTEGER NOT NULL,
                    -- The hour's first.
                    minute INTEGER NOT NULL,
                    delivered INTEGER NOT NULL,
                    failed INTEGER NOT NULL,
                    attempts INTEGER NOT NULL,
                    failed_attempts INTEGER NOT NULL,
                    latency BLOB NOT NULL,
                    PRIMARY KEY (webhook_id, minute)
                ) STRICT, WITHOUT ROWID;
                """)
        let minutes = try db.prepared(once: "SELECT \(StatsRow.columns) FROM stats ORDER BY webhook_id, minute")
        var sums = StatsSlices(minutes: 60)
        try minutes.eachRow { sums.add($0) }
        for sum in sums.sums { try StatsRow.insert(sum, into: .statsHours, db) }
    }
}
