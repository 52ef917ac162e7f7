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
    /// When the first attempt began, as far as memory knows; else when the delivery came to be owed. What waits for its
    /// turn, in a paused lane say, must not run out of time before it was ever tried.
    var triedSince: Timestamp
    var startedAt: Timestamp
    var state: State
    let isLegacy: Bool
    /// Outcomes that decide and are on their way to the store.
    var unrecorded = 0
}
