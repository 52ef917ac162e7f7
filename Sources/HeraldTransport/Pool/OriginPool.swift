import DequeModule
import HeraldDelivery

/// The connections of one event loop to one origin, and the requests that wait for one. Confined to its event loop.
final class OriginPool {
    let origin: HTTPOrigin
    /// Ready connections; the one used last is used first, so that the others can time out.
    var idle: [ConnectionHandler] = []
    /// Requests without a connection, oldest first. Handles of requests that ended meanwhile stay until popped.
    var waiting: Deque<SlotHandle> = []
    /// How many handles in `waiting` are live.
    private(set) var waitingCount = 0
    /// Connections being opened.
    var openingCount = 0
    /// All connections, those being opened or closed included.
    var connectionCount = 0
    var isResolving = false
    /// Whether the pool stands in the worker's queue for the right to open a connection.
    var isStarved = false
    /// The address that worked last; tried first.
    var preferred: IPAddress?

    init(origin: HTTPOrigin) {
        self.origin = origin
    }

    /// Whether nothing would be lost with the pool.
    var isEmpty: Bool { connectionCount == 0 && waitingCount == 0 && !isResolving }

    func enqueue(_ slot: SlotHandle, first: Bool = false) {
        if first { waiting.prepend(slot) } else { waiting.append(slot) }
        waitingCount += 1
    }

    /// Takes note that a live waiting request was taken or ended.
    func waitingEnded() {
        waitingCount -= 1
        if waitingCount == 0 { waiting.removeAll(keepingCapacity: waiting.count < 1024) }
    }

    func removeIdle(_ connection: ConnectionHandler) {
        if let index = idle.lastIndex(where: { $0 === connection }) { idle.remove(at: index) }
    }
}
