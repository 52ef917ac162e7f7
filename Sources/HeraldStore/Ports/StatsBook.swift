public import HeraldModel

/// Keeps per-minute counts.
public protocol StatsBook: Sendable {
    /// Adds to the stored buckets.
    func add(_ buckets: [StatsBucket]) async throws
    /// The buckets of these webhooks from `minute` on, oldest first.
    func stats(of webhooks: [WebhookID], since minute: Int64) async throws -> [StatsBucket]
    /// Drops buckets before `minute`.
    func forgetStats(before minute: Int64) async throws
}
