public import HeraldModel

extension InMemoryStore {
    public func add(_ buckets: [StatsBucket]) async throws {
        try access { state in
            for bucket in buckets {
                let key = InMemoryState.StatsKey(webhook: bucket.webhookID, minute: bucket.minute)
                var sum = state.stats[key] ?? StatsBucket(webhookID: bucket.webhookID, minute: bucket.minute)
                sum.add(bucket)
                state.stats[key] = sum
            }
        }
    }

    public func stats(of webhooks: [WebhookID], since minute: Int64, slice: Int64) async throws -> [StatsBucket] {
        let wanted = Set(webhooks)
        return try access { state in
            var sums: [InMemoryState.StatsKey: StatsBucket] = [:]
            for bucket in state.stats.values where bucket.minute >= minute && wanted.contains(bucket.webhookID) {
                let key = InMemoryState.StatsKey(
                    webhook: bucket.webhookID, minute: bucket.minute - bucket.minute % slice)
                sums[key, default: StatsBucket(webhookID: key.webhook, minute: key.minute)].add(bucket)
            }
            return sums.values.sorted { ($0.minute, $0.webhookID) < ($1.minute, $1.webhookID) }
        }
    }

    public func accepted(in network: NetworkID, since minute: Int64) async throws -> [AcceptedCount] {
        try access { state in
            state.accepted.filter { $0.key.network == network && $0.key.minute >= minute }
                .map { AcceptedCount(minute: $0.key.minute, events: $0.value) }.sorted { $0.minute < $1.minute }
        }
    }

    public func forgetStats(before minute: Int64) async throws {
        try access { state in
            state.stats = state.stats.filter { $0.value.minute >= minute }
            state.accepted = state.accepted.filter { $0.key.minute >= minute }
        }
    }
}
