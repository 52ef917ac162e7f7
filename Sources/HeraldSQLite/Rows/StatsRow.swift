import GRDB
import HeraldModel

/// How a minute's counts are kept.
enum StatsRow {
    static let columns = "webhook_id, minute, delivered, failed, attempts, failed_attempts, latency"

    static func webhook(_ row: SQLStatement) -> Int64 { row.integer(0) }

    static func minute(_ row: SQLStatement) -> Int64 { row.integer(1) }

    /// Adds a row's counts, without making anything of its own.
    static func add(_ row: SQLStatement, to bucket: inout StatsBucket) {
        bucket.delivered += Int(row.integer(2))
        bucket.failed += Int(row.integer(3))
        bucket.attempts += Int(row.integer(4))
        bucket.failedAttempts += Int(row.integer(5))
        row.withBytes(6) { bytes in
            for index in 0..<min(bytes.count / 4, LatencyHistogram.bucketCount) {
                let count = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self))
                if count != 0 { bucket.latency.add(count, at: index) }
            }
        }
    }

    /// Writes a row, in place of one with the same key.
    static func insert(_ bucket: StatsBucket, into table: MinuteTable, _ db: Database) throws {
        let insert = try db.prepared(
            "INSERT OR REPLACE INTO \(table.rawValue) (\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?)")
        insert.bind(bucket.webhookID.rawValue, at: 1)
        insert.bind(bucket.minute, at: 2)
        insert.bind(bucket.delivered, at: 3)
        insert.bind(bucket.failed, at: 4)
        insert.bind(bucket.attempts, at: 5)
        insert.bind(bucket.failedAttempts, at: 6)
        insert.bind(bytes(of: bucket.latency), at: 7)
        try insert.run()
    }

    /// The counts as 32-bit little-endian integers, without the zeros at the end.
    static func bytes(of histogram: LatencyHistogram) -> [UInt8] {
        let used = (histogram.counts.lastIndex { $0 != 0 } ?? -1) + 1
        return histogram.counts.prefix(used).flatMap { count in
            (0..<4).map { UInt8(truncatingIfNeeded: count >> ($0 * 8)) }
        }
    }
}
