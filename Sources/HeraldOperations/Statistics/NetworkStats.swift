public import HeraldModel

/// What happened in a network within a window, all over and per webhook.
public struct NetworkStats: Sendable {
    public var window: StatsWindow
    /// The first moment of the first bucket.
    public var from: Timestamp
    public var to: Timestamp
    /// Events accepted, from publishers and sources; duplicates do not count.
    public var accepted: Int
    public var total: StatsFigures
    /// Deliveries owed at this moment.
    public var waiting: Int
    /// Since when the oldest of these waits.
    public var oldestWaitingAt: Timestamp?
    /// Oldest first, without gaps.
    public var buckets: [Bucket]
    /// Every webhook there is, oldest first.
    public var webhooks: [WebhookStats]

    /// One slice of time.
    public struct Bucket: Sendable {
        public var start: Timestamp
        /// Events the network accepted; nil in a webhook's buckets.
        public var accepted: Int?
        public var figures: StatsFigures
    }

    /// One webhook's share.
    public struct WebhookStats: Sendable {
        public var webhookID: WebhookID
        public var figures: StatsFigures
        public var waiting: Int
        public var oldestWaitingAt: Timestamp?
        public var buckets: [Bucket]
    }
}
