import HeraldJSON
import HeraldModel
import HeraldOperations

/// How statistics look to users.
enum StatsView {
    static func json(_ stats: NetworkStats) -> JSONValue {
        var object = JSONObject([
            .init("window", .string(stats.window.description)),
            .init("from", .time(stats.from)),
            .init("to", .time(stats.to)),
            .init("bucketSeconds", .count(stats.window.bucketMinutes * 60)),
        ])
        object["accepted"] = .count(stats.accepted)
        add(stats.total, waiting: (stats.waiting, stats.oldestWaitingAt), to: &object)
        object["buckets"] = .array(stats.buckets.map(bucket))
        object["webhooks"] = .array(stats.webhooks.map(webhook))
        return .object(object)
    }

    private static func webhook(_ stats: NetworkStats.WebhookStats) -> JSONValue {
        var object = JSONObject([.init("webhookId", .string(stats.webhookID.description))])
        add(stats.figures, waiting: (stats.waiting, stats.oldestWaitingAt), to: &object)
        object["buckets"] = .array(stats.buckets.map(bucket))
        return .object(object)
    }

    private static func bucket(_ bucket: NetworkStats.Bucket) -> JSONValue {
        var object = JSONObject([.init("start", .time(bucket.start))])
        if let accepted = bucket.accepted { object["accepted"] = .count(accepted) }
        add(bucket.figures, waiting: nil, to: &object)
        return .object(object)
    }

    private static func add(
        _ figures: StatsFigures, waiting: (count: Int, oldest: Timestamp?)?, to object: inout JSONObject
    ) {
        object["delivered"] = .count(figures.delivered)
        object["failed"] = .count(figures.failed)
        if let waiting {
            object["waiting"] = .count(waiting.count)
            object["oldestWaitingAt"] = .time(waiting.oldest)
        }
        object["attempts"] = .count(figures.attempts)
        object["failedAttempts"] = .count(figures.failedAttempts)
        object["successRate"] = figures.successRate.flatMap { JSONNumber($0) }.map(JSONValue.number) ?? .null
        object["latencyMs"] = [
            "p50": .milliseconds(microseconds: figures.latencyMicroseconds(0.5)),
            "p95": .milliseconds(microseconds: figures.latencyMicroseconds(0.95)),
            "p99": .milliseconds(microseconds: figures.latencyMicroseconds(0.99)),
        ]
    }
}
