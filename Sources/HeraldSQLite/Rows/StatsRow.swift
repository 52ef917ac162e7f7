import HeraldModel

/// How a minute's counts are kept.
enum StatsRow {
    static let columns = "webhook_id, minute, delivered, failed, attempts, failed_attempts, latency"

    static func bucket(_ row: SQLStatement) -> StatsBucket {
        var bucket = StatsBucket(webhookID: WebhookID(rawValue: row.integer(0)), minute: row.integer(1))
        bucket.delivered = Int(row.integer(2))
        bucket.failed = Int(row.integer(3))
        bucket.attempts = Int(row.integer(4))
        bucket.failedAttempts = Int(row.integer(5))
        bucket.latency = histogram(row.bytes(6))
        return bucket
    }

    /// The counts as 32-bit little-endian integers, without the zeros at the end.
    static func bytes(of histogram: LatencyHistogram) -> [UInt8] {
        let used = (histogram.counts.lastIndex { $0 != 0 } ?? -1) + 1
        return histogram.counts.prefix(used).flatMap { count in
            (0..<4).map { UInt8(truncatingIfNeeded: count >> ($0 * 8)) }
        }
    }

    private static func histogram(_ bytes: [UInt8]) -> LatencyHistogram {
        let counts = stride(from: 0, to: bytes.count - bytes.count % 4, by: 4).map { start in
            (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[start + $1]) << UInt32($1 * 8) }
        }
        return LatencyHistogram(counts: counts)
    }
}
