import DequeModule
import HeraldDelivery
import HeraldModel

/// The connections of one event loop to one origin, and the requests that wait for one. Confined to its event loop.
final class OriginPool {
    let origin: HTTPOrigin
    /// How connections are opened; nil when the origin names a route of another transport, which leads nowhere.
    let route: ConnectionRoute?
    /// Ready connections; the one used last is used first, so that the others can time out.
    var idle: [ConnectionHandler] = []
    /// Requests without a connection, oldest first. Handles of requests that ended meanwhile stay until popped.
    var waiting: Deque<SlotHandle> = []
    /// Those sent once on a connection that was dead; only a fresh one will do.
    var retries: Deque<SlotHandle> = []
    /// How many handles in `waiting` and `retries` are live.
    private(set) var waitingCount = 0
    /// Connections being opened.
    var openingCount = 0
    /// All connections, those being opened or closed included.
    var connectionCount = 0
    var isResolving = false
    /// When the last lookup of the name began.
    var resolvingSince: UInt64 = 0
    /// How long it took; nil for an address.
    var resolvedIn: UInt64?
    /// Whether the pool stands in the worker's queue for the right to open a connection.
    var isStarved = false
    /// Whether the worker looks at the pool with the next tick, because requests wait.
    var isCrowded = false
    /// How many ticks in a row found requests waiting.
    var crowdedTicks = 0
    /// How often a connection became ready since the last tick.
    var readied = 0
    /// Connections that may be opened although few requests wait, because those wait long.
    var extra = 0
    /// The address that worked last; tried first.
    var preferred: IPAddress?
    /// What the proxy answered when it last refused.
    var proxyStatus: Int?

    init(origin: HTTPOrigin, route: ConnectionRoute?) {
        self.origin = origin
        self.route = route
    }

    /// Whether nothing would be lost with the pool.
    var isEmpty: Bool { connectionCount == 0 && waitingCount == 0 && openingCount == 0 && !isResolving }

    /// Requests that may wait for each connection before another one is opened. Most receivers answer faster than a
    /// connection is opened, and a burst is over before; a slow one shows by the next tick.
    static let waitingPerConnection = 4

    /// Ticks after which a pool in which requests always wait gets more connections although it serves them quickly.
    static let patience = 10

    /// Whether the requests that wait call for one more connection.
    var isShort: Bool {
        guard openingCount < waitingCount else { return false }
        return waitingCount > Self.waitingPerConnection * connectionCount || extra > 0 || !retries.isEmpty
    }

    /// What a request waits for when its time is over before it got a connection.
    var lateness: TransportFailure {
        if isResolving { return .resolveTimeout }
        return openingCount > 0 && openingCount >= connectionCount ? .connectTimeout : .timeout
    }

    func enqueue(_ slot: SlotHandle) {
        waiting.append(slot)
        waitingCount += 1
    }

    func enqueueRetry(_ slot: SlotHandle) {
        retries.append(slot)
        waitingCount += 1
    }

    /// Takes note that a live waiting request was taken or ended.
    func waitingEnded() {
        waitingCount -= 1
        guard waitingCount == 0 else { return }
        waiting.removeAll(keepingCapacity: waiting.count < 1024)
        retries.removeAll()
    }

    func removeIdle(_ connection: ConnectionHandler) {
        if let index = idle.lastIndex(where: { $0 === connection }) { idle.remove(at: index) }
    }
}
