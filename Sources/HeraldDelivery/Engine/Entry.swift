import HeraldModel

/// One delivery a lane holds in memory, or the legacy request that accompanies one.
struct Entry {
    enum State: Hashable { case queued, ready, inFlight, waiting }

    let id: DeliveryID
    let lane: Int
    let event: EventRecord
    /// The rendered body: shared by all webhooks of one event and dialect, and by all attempts.
    let body: [UInt8]
    /// What must stay in order within the lane; nil when nothing must.
    let key: UInt64?
    /// Attempts made and decided.
    var attemptCount: Int
    var dueAt: Timestamp?
    var startedAt: Timestamp
    var state: State
    let isLegacy: Bool
}
