public import HeraldModel

/// Decides what one lease hands out: first held against the rows that are outstanding, oldest first, then against new
/// events of the log in their order.
public struct LeasePlanner: Sendable {
    private let consumer: Consumer
    private let order: LeaseOrder
    private let now: Timestamp
    /// The ordering keys of which an event is outstanding.
    private var heldKeys: Set<Int64> = []
    private var taken = 0
    private var bytes = 0
    private var outstanding = 0
    /// When the next outstanding event becomes free by itself.
    public private(set) var nextVisibleAt: Timestamp?
    /// An event became a dead letter: what waited for it is free only for the next lease.
    public private(set) var isUnblocking = false
    /// Free rows are left over.
    public private(set) var isLeftOver = false

    /// Starts a plan.
    public init(_ consumer: Consumer, _ order: LeaseOrder, at now: Timestamp) {
        self.consumer = consumer
        self.order = order
        self.now = now
    }

    /// What becomes of an outstanding row.
    public enum Verdict: Hashable, Sendable {
        case lease
        case stay
        /// It was leased once too often.
        case die
    }

    /// Judges the next outstanding row.
    /// - Parameters:
    ///   - isLeased: whether it was leased last, rather than given back.
    ///   - visibleAt: when it is free.
    ///   - key: the hash of its ordering key.
    public mutating func judge(isLeased: Bool, visibleAt: Timestamp, attempts: Int, key: Int64?) -> Verdict {
        outstanding += 1
        if let key, consumer.ordering == .key, !heldKeys.insert(key).inserted { return .stay }
        guard visibleAt <= now else {
            nextVisibleAt = min(nextVisibleAt ?? visibleAt, visibleAt)
            return .stay
        }
        if isLeased, attempts >= consumer.maxAttempts {
            isUnblocking = true
            outstanding -= 1
            return .die
        }
        guard hasWish else {
            isLeftOver = true
            return .stay
        }
        taken += 1
        return .lease
    }

    /// Notes the payload of a row that is leased.
    public mutating func count(bytes count: Int) { bytes += count }

    /// Whether another event can be handed out.
    public var hasWish: Bool { taken < order.max && bytes < order.maxBytes }
    /// Whether a new event can be taken from the log.
    public var takesNew: Bool { hasWish && outstanding < consumer.maxOutstanding }

    /// Takes a new event in.
    /// - Returns: whether it is leased; else it waits for an earlier event of its key.
    public mutating func take(key: Int64?, bytes count: Int) -> Bool {
        outstanding += 1
        if let key, consumer.ordering == .key, !heldKeys.insert(key).inserted { return false }
        taken += 1
        bytes += count
        return true
    }

    /// How an ordering key is kept.
    public static func hash(ofKey key: String?) -> Int64? {
        key.map { Int64(bitPattern: StableHash.of($0)) }
    }
}
