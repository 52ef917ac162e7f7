public import HeraldModel

/// Counts outcomes per webhook and minute until they are stored.
public struct StatsCollector: Sendable {
    private var open: [WebhookID: StatsBucket] = [:]
    private var finished: [StatsBucket] = []

    /// An empty collector.
    public init() {}

    /// Counts an attempt and what it decided.
    public mutating func record(_ attempt: CompletedAttempt, microseconds: Int64, at now: Timestamp) {
        let minute = now.milliseconds / 60_000
        var bucket =
            open.removeValue(forKey: attempt.webhook) ?? StatsBucket(webhookID: attempt.webhook, minute: minute)
        if bucket.minute != minute {
            finished.append(bucket)
            bucket = StatsBucket(webhookID: attempt.webhook, minute: minute)
        }
        bucket.attempts += 1
        bucket.latency.record(microseconds: microseconds)
        switch attempt.decision {
        case .delivered: bucket.delivered += 1
        case .failed:
            bucket.failed += 1
            bucket.failedAttempts += 1
        case .retry: bucket.failedAttempts += 1
        }
        open[attempt.webhook] = bucket
    }

    /// What is counted and not yet taken.
    public var unsaved: [StatsBucket] { finished + open.values }

    /// Hands over everything counted so far.
    public mutating func take() -> [StatsBucket] {
        defer {
            finished = []
            open = [:]
        }
        return unsaved
    }

    /// Takes back what could not be stored.
    public mutating func putBack(_ buckets: [StatsBucket]) { finished += buckets }
}
