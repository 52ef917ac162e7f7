import HeraldModel

/// Added-up counts with what follows from them.
public struct StatsFigures: Hashable, Sendable {
    public private(set) var delivered = 0
    public private(set) var failed = 0
    public private(set) var attempts = 0
    public private(set) var failedAttempts = 0
    private var latency = LatencyHistogram()

    /// Counts nothing yet.
    public init() {}

    mutating func add(_ bucket: StatsBucket) {
        delivered += bucket.delivered
        failed += bucket.failed
        attempts += bucket.attempts
        failedAttempts += bucket.failedAttempts
        latency.add(bucket.latency)
    }

    mutating func add(_ other: StatsFigures) {
        delivered += other.delivered
        failed += other.failed
        attempts += other.attempts
        failedAttempts += other.failedAttempts
        latency.add(other.latency)
    }

    /// Delivered among finished deliveries, 0–1; nil when none finished.
    public var successRate: Double? {
        delivered + failed == 0 ? nil : Double(delivered) / Double(delivered + failed)
    }

    /// The response time in microseconds below which `fraction` of the attempts lie; nil without attempts.
    public func latencyMicroseconds(_ fraction: Double) -> Int64? { latency.percentile(fraction) }
}
