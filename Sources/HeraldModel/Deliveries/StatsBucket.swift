/// What happened at one webhook within one minute. Buckets add up.
public struct StatsBucket: Hashable, Sendable {
    public var webhookID: WebhookID
    /// Minutes since 1970, UTC.
    public var minute: Int64
    /// Deliveries that succeeded.
    public var delivered: Int
    /// Deliveries given up.
    public var failed: Int
    /// Attempts of any outcome.
    public var attempts: Int
    /// Attempts that did not succeed.
    public var failedAttempts: Int
    /// Response times of all attempts.
    public var latency: LatencyHistogram

    /// An empty bucket.
    public init(webhookID: WebhookID, minute: Int64) {
        self.webhookID = webhookID
        self.minute = minute
        delivered = 0
        failed = 0
        attempts = 0
        failedAttempts = 0
        latency = LatencyHistogram()
    }

    /// Adds another bucket's counts to this one's.
    public mutating func add(_ other: StatsBucket) {
        delivered += other.delivered
        failed += other.failed
        attempts += other.attempts
        failedAttempts += other.failedAttempts
        latency.add(other.latency)
    }
}
