import HeraldModel

/// A moment at which a lane has something to do.
struct Timer: Comparable {
    enum Subject: Hashable {
        /// A waiting entry is due.
        case entry(token: UInt64)
        /// The rate limit lets the lane send again.
        case throttle(lane: Int)
        /// The lane's breaker, or the pause its receiver asked for, may let it send again.
        case health(lane: Int)
        /// Look into the store for what the lane left there.
        case look(lane: Int)
    }
    let due: Timestamp
    /// Counts timers: of those due at one moment, the first set is the first served.
    let number: UInt64
    let subject: Subject

    static func < (left: Timer, right: Timer) -> Bool { (left.due, left.number) < (right.due, right.number) }
}
