import HeraldModel
import HeraldStore

extension StoreConformance {
    static let statsCases: [Case] = [
        Case("stats add up, are found by webhook and forgotten by age") { harness in
            let network = try await harness.makeNetwork().id
            let first = try await harness.makeWebhook(network)
            let second = try await harness.makeWebhook(network)
            var bucket = StatsBucket(webhookID: first, minute: 100)
            bucket.delivered = 3
            bucket.failed = 1
            bucket.attempts = 6
            bucket.failedAttempts = 3
            for time in [50, 90, 1_000_000, 100_000_000_000] { bucket.latency.record(microseconds: Int64(time)) }
            var later = bucket
            later.minute = 101
            var others = bucket
            others.webhookID = second
            try await harness.store.add([bucket, later])
            try await harness.store.add([bucket, others, bucket])
            try await harness.store.add([StatsBucket]())
            var tripled = bucket
            tripled.add(bucket)
            tripled.add(bucket)
            let found = try await harness.store.stats(of: [first], since: 0)
            try check(found, is: [tripled, later], "one webhook's buckets")
            try check(found[0].latency.percentile(0.5), is: tripled.latency.percentile(0.5), "median")
            let both = try await harness.store.stats(of: [first, second], since: 100)
            try check(both, is: [tripled, others, later], "both webhooks' buckets")
            try check(try await harness.store.stats(of: [first, second], since: 101), is: [later], "since")
            try check(try await harness.store.stats(of: [], since: 0), is: [], "no webhook's buckets")
            try await harness.store.forgetStats(before: 101)
            try check(try await harness.store.stats(of: [first, second], since: 0), is: [later], "after forgetting")
        }
    ]
}
