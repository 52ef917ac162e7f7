import DequeModule
import HeraldModel

/// The in-memory queue of one webhook: a bounded window on what the store says it is owed.
struct Lane {
    typealias Slot = SlotTable.Slot

    let webhook: WebhookID
    let network: Int
    var settings: LaneSettings {
        didSet { if settings.rateLimitPerSecond != oldValue.rateLimitPerSecond { limiter = Self.limiter(settings) } }
    }

    /// Due now, in order.
    var ready: Deque<Slot> = []
    /// Ordering keys whose oldest entry is ready, under way or waiting, with the entries behind it.
    var keys: [UInt64: Deque<Slot>] = [:]
    var inFlight = 0
    /// Held entries that wait for a later attempt.
    var waiting = 0
    /// Held entries that do not wait: ready, behind another one of their key, or under way.
    var active = 0
    var limiter: RateLimiter?
    /// Set while the rate limit keeps the lane from sending; a timer clears it.
    var isThrottled = false
    /// Whether the lane stands in its network's ring.
    var isScheduled = false
    var isRemoved = false

    var overflow: Overflow?
    /// Some waiting deliveries were put back into the store because too many wait.
    var hasSpilled = false
    /// Whether a timer to look for them is set.
    var isPollingSpill = false

    /// Deliveries above `cursor` are only in the store until they are paged in.
    struct Overflow {
        var cursor: DeliveryID
        /// Something was left in the store since the last page was asked for.
        var droppedSincePage = false
    }

    /// The page being read, if any, and what settled while it was: the page may still show those as owed.
    var page: PageRequest.Kind?
    var settledDuringPage: [DeliveryID] = []

    init(webhook: WebhookID, network: Int, settings: LaneSettings) {
        self.webhook = webhook
        self.network = network
        self.settings = settings
        limiter = Self.limiter(settings)
    }

    private static func limiter(_ settings: LaneSettings) -> RateLimiter? {
        settings.rateLimitPerSecond.map { RateLimiter(perSecond: $0) }
    }

    /// Whether a request could start now.
    var canSend: Bool {
        !isRemoved && !settings.isPaused && !isThrottled && !ready.isEmpty && inFlight < settings.maxConcurrency
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
