import HeraldModel
import HeraldStore

/// What a lease is going to hand out: found by a reader, checked again by the writer.
struct LeasePlan: Sendable {
    let row: ConsumerRow
    let leaseMilliseconds: Int64
    /// Outstanding rows that are free.
    var again: [(row: OpenRow, event: EventRecord)] = []
    /// Outstanding rows that were leased once too often.
    var dying: [OpenRow] = []
    /// Outstanding rows whose payload is gone.
    var lost: [OpenRow] = []
    /// New events: leased, or waiting for an earlier one of their key.
    var fresh: [(event: EventRecord, key: Int64?, isLeased: Bool)] = []
    /// Everything up to here was looked at.
    var end: EventID
    /// New events without a payload.
    var expired = 0
    var isMore = false
    var nextVisibleAt: Timestamp?

    /// An outstanding row as it was found.
    struct OpenRow: Sendable {
        let event: Int64
        let nonce: Int64?
        let visibleAt: Int64
        let attempts: Int
        let key: Int64?
    }

    /// Whether there is anything to write down.
    var isIdle: Bool {
        again.isEmpty && dying.isEmpty && lost.isEmpty && fresh.isEmpty && end == row.position && expired == 0
    }
}
