public import HeraldModel

/// Keeps per-minute counts.
public protocol StatsBook: Sendable {
    /// Adds to the stored buckets.
    func add(_ buckets: [StatsBucket]) async throws
    /// The buckets of these webhooks from `minute` on, oldest first. Those of one webhook whose minutes lie between two
    /// multiples of `slice` are added up and stand at the first of both.
    func stats(of webhooks: [WebhookID], since minute: Int64, slice: Int64) async throws -> [StatsBucket]
    /// How many events a network accepted per minute from `minute` on, oldest first, minutes without any left out. The
    /// store counts them itself, in the commit that accepts them.
    func accepted(in network: NetworkID, since minute: Int64) async throws -> [AcceptedCount]
    /// Drops buckets and counts before `minute`.
    func forgetStats(before minute: Int64) async throws
}

extension StatsBook {
    /// The buckets of these webhooks from `minute` on, oldest first.
    public func stats(of webhooks: [WebhookID], since minute: Int64) async throws -> [StatsBucket] {
        try await stats(of: webhooks, since: minute, slice: 1)
    }
}
