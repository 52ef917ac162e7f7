/// What one step of pruning did.
public struct PruneStep: Hashable, Sendable {
    /// Events whose payload went.
    public var payloads = 0
    public var attempts = 0
    public var deliveries = 0
    public var events = 0
    /// How long the writer was busy with it.
    public var duration = Duration.zero
    /// Nothing more can go now.
    public var isLast = false
    /// The store is larger than its limit all the same: what is left is owed, or needed otherwise.
    public var isOverSize = false

    /// A step that did nothing.
    public init() {}

    /// Adds what another step let go.
    public mutating func count(_ other: PruneStep) {
        payloads += other.payloads
        attempts += other.attempts
        deliveries += other.deliveries
        events += other.events
    }
}
