import HeraldModel

/// One delivery a lane holds in memory, or the legacy request that accompanies one.
struct Entry {
    enum State: Hashable {
        /// Behind another one of its key.
        case queued
        case ready
        case inFlight
        case waiting
        /// Let go of before all of its outcomes were recorded. Until they are, and until a page read meanwhile is over,
        /// the store may still show it as owed.
        case settling
        /// Not in use.
        case vacant
    }

    /// What follows once the outcomes of an entry that was let go of are recorded.
    enum Then: Hashable {
        case forget
        /// It waits in the store and must be looked for.
        case lookForIt
        /// It was made owed again meanwhile.
        case pageAgain
    }

    let id: DeliveryID
    let lane: Int
    var event: EventRecord
    /// The rendered body: shared by all webhooks of one event and dialect, and by all attempts.
    var body: [UInt8]
    /// What must stay in order within the lane; nil when nothing must.
    let key: UInt64?
    /// Attempts made and decided.
    var attemptCount: Int
    /// How many of them do not count for the retry schedule, because the delivery was requeued after them.
    var attemptsBefore: Int
    var dueAt: Timestamp?
    /// When the schedule's first attempt began, as far as memory knows; else when the delivery came to be owed. What waits for its
    /// turn, in a paused lane say, must not run out of time before it was ever tried.
    var triedSince: Timestamp
    var startedAt: Timestamp
    var state: State
    let isLegacy: Bool
    var then = Then.forget
    /// Outcomes that decide and are on their way to the store.
    var unrecorded: Int32 = 0
    /// Counts the uses of the entry's slot.
    var generation: UInt32 = 0

    /// What unused slots hold.
    static let vacant = Entry(
        id: DeliveryID(rawValue: 0), lane: 0,
        event: EventRecord(
            id: EventID(rawValue: 0), networkID: NetworkID(rawValue: 0), type: "", data: [],
            occurredAt: Timestamp(milliseconds: 0)),
        body: [], key: nil, attemptCount: 0, attemptsBefore: 0, dueAt: nil, triedSince: Timestamp(milliseconds: 0),
        startedAt: Timestamp(milliseconds: 0), state: .vacant, isLegacy: false)
}
