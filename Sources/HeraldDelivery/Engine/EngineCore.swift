import DequeModule
public import HeraldModel
import HeapModule

/// The delivery engine without I/O: lanes, fairness, order, retries and paging as one value.
///
/// Inputs are methods; what must happen collects as ``EngineActions``. It has no clock: every input carries the time.
///
/// What must hold: a delivery is held at most once; it stays held until the store has its outcome, so a page read
/// meanwhile cannot bring it in again; each lane's active entries and each server's held bytes stay within bounds,
/// and whatever does not fit is left in the store and paged in later.
public struct EngineCore: Sendable {
    let configuration: EngineConfiguration
    var random: SplitMix64
    var slots = SlotTable()
    /// Never shrinks: a removed lane keeps its place so that late results find it.
    var lanes: [Lane] = []
    var laneOf: [WebhookID: Int] = [:]
    /// Every delivery that is held or whose outcome is not yet recorded.
    var held: [DeliveryID: Held] = [:]
    var networks: [NetworkRing] = []
    var networkOf: [NetworkID: Int] = [:]
    /// Networks with a lane that can send, in turn.
    var ring: Deque<Int> = []
    var timers = Heap<Timer>()
    var inFlight = 0
    var heldBytes = 0
    /// Outcomes handed out and not yet recorded.
    var unsettled = 0
    var isStopping = false
    var actions = EngineActions()

    /// The lanes of one network that can send, in turn.
    struct NetworkRing {
        var lanes: Deque<Int> = []
        var isScheduled = false
    }

    /// Where a known delivery stands.
    enum Held {
        case slot(SlotTable.Slot)
        /// Decided; kept until the store has recorded it.
        case settling(then: Then)

        /// What follows once the outcome is recorded.
        enum Then {
            case forget
            /// It waits in the store and must be looked for.
            case pollSpill
            /// It was made owed again meanwhile.
            case pageAgain
        }
    }

    /// An engine without lanes.
    /// - Parameter seed: for the jitter of retries.
    public init(configuration: EngineConfiguration = EngineConfiguration(), seed: UInt64) {
        self.configuration = configuration
        random = SplitMix64(seed: seed)
    }

    /// Requests under way, legacy ones included.
    public var inFlightCount: Int { inFlight }
    /// Outcomes the store has not recorded yet.
    public var unsettledCount: Int { unsettled }
    /// Deliveries in memory.
    public var heldCount: Int { slots.count }

    /// Takes what the last inputs decided.
    public mutating func takeActions() -> EngineActions {
        defer { actions = EngineActions() }
        return actions
    }

    /// The lane of a webhook, by index.
    public func lane(of webhook: WebhookID) -> Int? { laneOf[webhook] }

    /// What a lane holds.
    public func state(of webhook: WebhookID) -> LaneState? {
        guard let index = laneOf[webhook] else { return nil }
        let lane = lanes[index]
        return LaneState(
            ready: lane.active - lane.inFlight, inFlight: lane.inFlight, waiting: lane.waiting,
            isOverflowing: lane.overflow != nil || lane.hasSpilled)
    }

    /// Opens a lane, or changes an open one's settings. A new lane first pages in what the store says it is owed.
    /// - Returns: the lane's index.
    @discardableResult
    public mutating func put(
        _ webhook: WebhookID, of network: NetworkID, settings: LaneSettings, at now: Timestamp
    ) -> Int {
        if let index = laneOf[webhook] {
            lanes[index].settings = settings
            lanes[index].isThrottled = false
            schedule(index)
            pump(at: now)
            return index
        }
        let ring = networkOf[network] ?? {
            networks.append(NetworkRing())
            networkOf[network] = networks.count - 1
            return networks.count - 1
        }()
        lanes.append(Lane(webhook: webhook, network: ring, settings: settings))
        let index = lanes.count - 1
        laneOf[webhook] = index
        lanes[index].overflow = Lane.Overflow(cursor: DeliveryID(rawValue: 0))
        requestPage(index)
        return index
    }

    /// Closes a lane. Requests under way still yield their attempt; everything else it held is forgotten.
    public mutating func remove(_ webhook: WebhookID) {
        guard let index = laneOf.removeValue(forKey: webhook) else { return }
        lanes[index].isRemoved = true
        lanes[index].overflow = nil
        lanes[index].hasSpilled = false
        endPage(index)
        lanes[index].ready.removeAll()
        lanes[index].keys.removeAll()
        for (delivery, place) in held {
            guard case .slot(let slot) = place, let entry = slots[slot], entry.lane == index, entry.state != .inFlight
            else { continue }
            release(slot)
            held[delivery] = nil
        }
    }

    /// Stops starting requests. What is under way goes on.
    public mutating func stop() { isStopping = true }
}

/// The engine's bounds.
public struct EngineConfiguration: Hashable, Sendable {
    /// The most active entries a lane holds; the rest stays in the store.
    public var laneWindow = 1024
    /// The most waiting entries a lane without order holds.
    public var laneWaitingLimit = 4096
    /// The most deliveries read from the store at once.
    public var pageSize = 512
    /// The most body bytes held in all; beyond it every lane keeps ``reservedPerLane`` entries.
    public var maxHeldBytes = 64 << 20
    /// What a lane may always hold.
    public var reservedPerLane = 8
    /// The most requests under way in all.
    public var maxInFlight = 4096
    /// The most outcomes waiting to be recorded before no further request is started.
    public var maxUnsettled = 50_000
    /// How many requests a lane starts before it is the next one's turn.
    public var quantum = 8
    /// How often spilled deliveries are looked for.
    public var spillPollMilliseconds: Int64 = 1000

    /// The defaults.
    public init() {}
}

/// A moment at which a lane has something to do.
struct Timer: Comparable {
    enum Subject: Hashable {
        /// A waiting entry is due.
        case entry(token: UInt64)
        /// The rate limit lets the lane send again.
        case throttle(lane: Int)
        /// Look for spilled deliveries.
        case spill(lane: Int)
    }
    let due: Timestamp
    let subject: Subject

    static func < (left: Timer, right: Timer) -> Bool { left.due < right.due }
    static func == (left: Timer, right: Timer) -> Bool { left.due == right.due }
}
