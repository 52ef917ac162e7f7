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
    /// Ordering keys whose oldest entry is ready, under way or waiting, with the entries behind it.
    var keys: [UInt64: Deque<Slot>] = [:]
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
    var turn = Turn()
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
    /// Whether the last page was such a look: with an overflow, the two kinds take turns.
    var lookedLast = false
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

    /// Requests under way, legacy ones included.
    var underWay: Int { inFlight + legacyInFlight }

    /// Whether a request could start now.
    var canSend: Bool {
        !ready.isEmpty && health.allows(underWay: underWay, settings) && !settings.isPaused && throttledUntil == nil
            && !isRemoved && !isDraining
    }

    /// The ordering key of an event in this lane.
    func key(of event: EventRecord) -> UInt64? {
        switch settings.ordering {
        case .none: nil
        case .strict: 0
        case .key: event.orderingKey.map { StableHash.of($0) }
        }
    }
}

/// FNV-1a over UTF-8: equal keys meet; a rare collision only makes two keys wait for each other.
enum StableHash {
    static func of(_ text: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }
}
