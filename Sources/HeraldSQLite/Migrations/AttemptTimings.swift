import GRDB

/// What the time of an attempt went to (``AttemptTimingCoding``); NULL for attempts from before.
enum AttemptTimings {
    static func apply(_ db: Database) throws {
        try db.execute(sql: "ALTER TABLE attempts ADD COLUMN timing ANY")
    }
}
