import DequeModule
import HeraldModel

/// The in-memory queue of one webhook: a bounded window on what the store says it is owed.
struct Lane {
    typealias Slot = SlotTable.Slot

    let webhook: WebhookID
    let network: Int
    private(set) var settings: LaneSettings

    /// Due now, in order.
    var ready: Deque<Slot> = []
    /// Ordering keys of what is held or was left in the store.
    var keys: [UInt64: KeyQueue] = [:]
    /// Keys that may have to be read from the store, each at most once.
    var hungry: [UInt64] = []
    /// How many keys left something in the store.
    var spilledKeys = 0
    /// Some keys wait in the store for their oldest to be due.
    var hasParked = false
    /// Keys are read in rounds from the oldest delivery to the newest, so that none is forgotten: the round is here.
    var keyRound = DeliveryID(rawValue: 0)
    var inFlight = 0
    /// Held entries that wait for a later attempt.
    var waiting = 0
    /// Held entries that do not wait: ready, behind another one of their key, or under way.
    var active = 0
    /// Body bytes of all held entries.
    var bytes = 0
    /// Legacy requests under way.
    var legacyInFlight = 0
    /// Outcomes that decide and are on their way to the store.
    var unrecorded = 0
    var limiter: RateLimiter?
    /// What is known of the receiver.
    var health: ReceiverHealth
    /// The lane's account within its network.
    var turn = TurnAccount()
    /// Set while the rate limit keeps the lane from sending; a timer of that moment clears it.
    var throttledUntil: Timestamp?
    /// Whether the lane stands in its network's ring.
    var isScheduled = false
    var isRemoved = false
    /// Set from a change of order until nothing of the old order is under way; nothing starts meanwhile.
    var isDraining = false

    var overflow: Overflow?
    /// Some waiting deliveries were put back into the store because too many wait.
    var hasSpilled = false
    /// Whether it is time to look for them.
    var isLookDue = false
    /// When that time came.
    var lookedAt = Timestamp(milliseconds: 0)
    /// What the last page was for: the kinds take turns.
    var lastTurn = Turn.overflow
    /// Whether a timer to look into the store is set.
    var isLookingLater = false
    /// Set from a page that could not be read until that timer.
    var isHoldingOff = false
    /// The body that did not fit when the last page was taken, 0 when all did.
    var nextBytes = 0

    /// Deliveries above `cursor` are only in the store until they are paged in.
    struct Overflow {
        var cursor: DeliveryID
        /// Something above this was left in the store since the last page was asked for, so the page may lack it.
        var dropped: DeliveryID?
        /// How far the lane ever came: up to here it holds what it is owed, or has its key on the list of those that
        /// left something. Nil means everything that was committed so far.
        var seen: DeliveryID?

        /// Nothing was read yet.
        static let everything = Overflow(cursor: DeliveryID(rawValue: 0), seen: DeliveryID(rawValue: 0))

        /// Everything up to `delivery` was dealt with.
        mutating func advance(to delivery: DeliveryID) {
            cursor = max(cursor, delivery)
            seen = seen.map { max($0, delivery) }
        }
    }

    /// The kinds of pages.
    enum Turn: Int, CaseIterable {
        case due, keys, overflow

        var next: Turn { Turn(rawValue: (rawValue + 1) % Turn.allCases.count) ?? .due }
    }

    /// The page being read, if any, and what settled while it was: the page may still show those as owed.
    var page: UInt64?
    var settledDuringPage: [Slot] = []

    init(webhook: WebhookID, network: Int, settings: LaneSettings) {
        self.webhook = webhook
        self.network = network
        self.settings = settings
        limiter = settings.rateLimitPerSecond.map { RateLimiter(perSecond: $0) }
        health = ReceiverHealth(maxConcurrency: settings.maxConcurrency)
    }

    /// Takes changed settings. The new rate applies at once, and what was used of the old one counts.
    mutating func change(_ new: LaneSettings, at now: Timestamp) {
        if new.rateLimitPerSecond != settings.rateLimitPerSecond {
            limiter = new.rateLimitPerSecond.map { RateLimiter(perSecond: $0, after: limiter, at: now) }
        }
        settings = new
        throttledUntil = nil
        health.change(maxConcurrency: new.maxConcurrency)
    }

    /// Pauses it until its settings change.
    mutating func pause() { settings.isPaused = true }

    /// Requests under way, legacy ones included.
    var underWay: Int { inFlight + legacyInFlight }

    /// Whether a request could start now.
    var canSend: Bool {
        !ready.isEmpty && health.allows(underWay: underWay, settings) && !settings.isPaused && throttledUntil == nil
            && !isRemoved && !isDraining
    }

    /// Forgets what it knew of ordering keys.
    mutating func forgetKeys() {
        keys.removeAll()
        hungry.removeAll()
        spilledKeys = 0
        hasParked = false
        keyRound = DeliveryID(rawValue: 0)
    }

    /// Whether single keys leave deliveries in the store. In strict order everything has one key, and the lane's
    /// overflow is enough.
    var spillsKeys: Bool { settings.ordering == .key }

    /// The ordering key of an event in this lane.
    func key(of event: EventRecord) -> UInt64? {
        switch settings.ordering {
        case .none: nil
        case .strict: 0
        case .key: event.orderingKey.map { StableHash.of($0) }
        }
    }
}
