public import HeraldModel
public import HeraldStore

/// Adds up what happened, from the store's buckets and the engine's unsaved ones.
public struct Statistics: Sendable {
    private let store: any Store
    private let directory: Directory
    private let live: any LiveStats
    private let clock: WallClock

    init(store: any Store, directory: Directory, live: any LiveStats, clock: WallClock) {
        self.store = store
        self.directory = directory
        self.live = live
        self.clock = clock
    }

    /// A network's statistics up to now.
    public func stats(of network: NetworkID, window: StatsWindow) async throws -> NetworkStats {
        guard directory.network(network) != nil else { throw OperationError.notFound("network") }
        let webhooks = directory.webhooks(of: network).map(\.id)
        let now = clock.now
        let starts = window.bucketStarts(now: now)
        let first = starts[0]
        return try await OperationError.translating("network") {
            let backlog = try await store.backlog()
            let oldest = try await store.oldestOwed(to: webhooks)
            let stored = try await store.stats(of: webhooks, since: first, slice: window.bucketMinutes)
            let shown = Set(webhooks)
            let unsaved = live.unsavedStats().filter { shown.contains($0.webhookID) && $0.minute >= first }
            var accepted = starts.map { _ in 0 }
            for count in try await store.accepted(in: network, since: first) {
                let index = Int((count.minute - first) / window.bucketMinutes)
                if accepted.indices.contains(index) { accepted[index] += count.events }
            }
            var perWebhook: [WebhookID: [StatsFigures]] = [:]
            var overall = starts.map { _ in StatsFigures() }
            for bucket in stored + unsaved {
                let index = Int((bucket.minute - first) / window.bucketMinutes)
                guard starts.indices.contains(index) else { continue }
                overall[index].add(bucket)
                perWebhook[bucket.webhookID, default: starts.map { _ in StatsFigures() }][index].add(bucket)
            }
            var buckets = Self.series(starts, overall)
            for (index, count) in accepted.enumerated() { buckets[index].accepted = count }
            return NetworkStats(
                window: window, from: Self.time(first), to: now, accepted: accepted.reduce(0, +),
                total: Self.sum(overall), waiting: webhooks.reduce(0) { $0 + (backlog[$1] ?? 0) },
                oldestWaitingAt: oldest.values.min(), buckets: buckets,
                webhooks: webhooks.map { id in
                    let own = perWebhook[id] ?? starts.map { _ in StatsFigures() }
                    return NetworkStats.WebhookStats(
                        webhookID: id, figures: Self.sum(own),
                        waiting: backlog[id] ?? 0, oldestWaitingAt: oldest[id], buckets: Self.series(starts, own))
                })
        }
    }

    /// What the store holds, what it owes, and since when.
    public func usage() async throws -> StoreUsage {
        try await OperationError.translating { try await store.usage() }
    }

    private static func sum(_ figures: [StatsFigures]) -> StatsFigures {
        figures.reduce(into: StatsFigures()) { $0.add($1) }
    }

    private static func series(_ starts: [Int64], _ figures: [StatsFigures]) -> [NetworkStats.Bucket] {
        zip(starts, figures).map { NetworkStats.Bucket(start: time($0), figures: $1) }
    }

    private static func time(_ minute: Int64) -> Timestamp { Timestamp(milliseconds: minute * 60_000) }
}
