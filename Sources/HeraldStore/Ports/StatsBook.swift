public import HeraldModel

/// Keeps per-minute counts.
public protocol StatsBook: Sendable {
    /// Adds to the stored buckets.
    func add(_ buckets: [StatsBucket]) async throws
    /// The buckets of these webhooks from `minute` on, oldest first.
    func stats(of webhooks: [WebhookID], since minute: Int64) async throws -> [StatsBucket]
    /// How many events a network accepted per minute from `minute` on, oldest first, minutes without any left out. The
    /// store counts them itself, in the commit that accepts them.
    func accepted(in network: NetworkID, since minute: Int64) async throws -> [AcceptedCount]
    /// Drops buckets and counts before `minute`.
    func forgetStats(before minute: Int64) async throws
}
