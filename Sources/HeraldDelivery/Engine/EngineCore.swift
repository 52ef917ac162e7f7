import DequeModule
import HeapModule
public import HeraldModel

/// The delivery engine without I/O: lanes, fairness, order, retries and paging as one value.
///
/// Inputs are methods; what must happen collects as ``EngineActions``. It has no clock: every input carries the time.
/// ``committed(_:body:at:)`` and ``completed(_:at:)`` come in batches: call ``pump(at:)`` after each batch.
///
/// What must hold: a delivery is held at most once; it stays known until the store has all its outcomes, so a page
/// read meanwhile cannot bring it in again; each lane's active entries and each server's held bytes stay within
/// bounds, and whatever does not fit is left in the store and paged in later.
///
/// It relies on the store to record settlements in the order they were handed out, and on the shell to report each
/// commit before anything a later commit of the same delivery brings.
public struct EngineCore: Sendable {
    let configuration: EngineConfiguration
    var random: SplitMix64
    var slots = SlotTable()
    /// Never shrinks: a removed lane keeps its place so that late results find it.
    var lanes: [Lane] = []
    var laneOf: [WebhookID: Int] = [:]
    /// Every delivery that is held or has outcomes that are not yet recorded.
    var held = DeliveryIndex()
    var networks: [NetworkRing] = []
    var networkOf: [NetworkID: Int] = [:]
    /// Networks with a lane that can send, in turn.
    var ring: Deque<Int> = []
    var timers = Heap<Timer>()
    var timerCount: UInt64 = 0
    var inFlight = 0
    var heldBytes = 0
    /// Outcomes handed out and not yet recorded.
    var unsettled = 0
    /// The bytes of answers they hold.
    var unsettledBytes = 0
    /// Numbers the pages asked for.
    var pageCount: UInt64 = 0
    var isStopping = false
    var actions = EngineActions()

    /// The lanes of one network that can send, in turn.
    struct NetworkRing {
        let id: NetworkID
        var lanes: Deque<Int> = []
        var isScheduled = false
        /// The network's account.
        var turn = TurnAccount()
        /// Requests under way, legacy ones included.
        var inFlight = 0
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
    /// Deliveries in memory, including those whose outcome is on its way to the store.
    public var heldCount: Int { held.count }

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
            isOverflowing: lane.overflow != nil || lane.hasSpilled || lane.spilledKeys > 0,
            health: LaneHealth(lane.health))
    }

    /// Stops starting requests and reading pages. What is under way goes on.
    public mutating func stop() { isStopping = true }
}
