import DequeModule
import HeraldDelivery
import NIOCore

/// Everything that happens on one event loop: its requests, pools, connections and timers. Confined to that loop.
final class LoopWorker {
    /// The lists of ``connections``.
    enum Place {
        /// Ready connections, the one idle longest first.
        static let idle = 0
        /// All others: being opened, in use, being closed.
        static let busy = 1
    }

    let eventLoop: any EventLoop
    let settings: TransportSettings
    var requests = DeadlineTable<PendingRequest>()
    var connections = LinkedSlots<ConnectionHandler>(listCount: 2)
    /// Pools that may not open a connection because the loop has as many as it may have.
    var starved: Deque<OriginPool> = []
    /// Pools in which requests wait.
    var crowded: [OriginPool] = []
    var tick: Tick?
    var tickCount = 0
    private(set) var isShutDown = false

    private let load: LoopLoad
    private var pools: [HTTPOrigin: OriginPool] = [:]
    private var lastPool: OriginPool?
    private var results: [TransportResult] = []
    private var isFlushScheduled = false
    private var buffer = ByteBuffer()
    private var drained: EventLoopPromise<Void>?

    /// Buffers that grew beyond this are not kept for the next request.
    private static let keptBufferCapacity = 65_536

    init(eventLoop: any EventLoop, settings: TransportSettings, load: LoopLoad) {
        self.eventLoop = eventLoop
        self.settings = settings
        self.load = load
    }

    // MARK: Requests

    /// Starts requests that were counted into the load before.
    func submit(_ batch: [TransportRequest], at now: UInt64) {
        guard !isShutDown else {
            load.subtract(batch.count)
            settings.results.cancel(batch)
            return
        }
        for request in batch {
            let pool = pool(for: request.origin)
            let deadline = now + request.timeout.wholeNanoseconds
            let slot = requests.insert(
                PendingRequest(request: request, pool: pool, submittedAt: now), deadline: deadline, now: now
            )
            if let connection = takeIdle(from: pool) {
                send(slot, on: connection)
            } else {
                pool.enqueue(slot)
                grow(pool)
                noteCrowd(pool)
            }
        }
        keepTicking()
    }

    /// Puts a request on a connection that is ready.
    func send(_ slot: SlotHandle, on connection: ConnectionHandler) {
        requests.update(slot) { $0.connection = connection }
        guard let pending = requests[slot] else { return }
        connection.send(slot, pending)
    }

    /// Writes a request into the loop's buffer. The memory is used again once the socket has taken the bytes.
    func write(_ request: TransportRequest) -> ByteBuffer {
        buffer.clear()
        request.message.write(variant: request.variant, into: &buffer)
        let written = buffer
        if written.capacity > Self.keptBufferCapacity { buffer = ByteBuffer() }
        return written
    }

    /// Sends a request once more, on a fresh connection: the one it was sent on had been idle, and was dead.
    func retry(_ slot: SlotHandle, written: ByteBuffer?) {
        guard let pending = requests[slot] else { return }
        guard !pending.wasRetried else { return finish(slot, .failure(.connectionClosed)) }
        requests.update(slot) {
            $0.connection = nil
            $0.wasRetried = true
            $0.written = written
        }
        pending.pool.enqueueRetry(slot)
        grow(pending.pool)
        noteCrowd(pending.pool)
    }

    /// Ends a request.
    func finish(_ slot: SlotHandle, _ outcome: TransportResult.Outcome) {
        guard let pending = requests.remove(slot) else { return }
        report(pending, outcome, at: NIODeadline.now().uptimeNanoseconds)
    }

    /// Ends the request that waits longest.
    func failFirstWaiting(in pool: OriginPool, _ failure: TransportFailure) {
        guard let slot = nextWaiting(in: pool, isFresh: true) else { return }
        finish(slot, .failure(failure))
    }

    /// Ends all requests that wait.
    func failAllWaiting(in pool: OriginPool, _ failure: TransportFailure) {
        while let slot = nextWaiting(in: pool, isFresh: true) { finish(slot, .failure(failure)) }
    }

    /// Takes the request that waits longest out of the pool's queues.
    /// - Parameter isFresh: Whether it may be one that needs a fresh connection; they come first.
    func nextWaiting(in pool: OriginPool, isFresh: Bool) -> SlotHandle? {
        while let slot = (isFresh ? pool.retries.popFirst() : nil) ?? pool.waiting.popFirst() {
            guard requests.contains(slot) else { continue }
            pool.waitingEnded()
            return slot
        }
        return nil
    }

    // MARK: Results

    /// Adds a result to those handed over at the end of the event loop's turn.
    func report(_ pending: PendingRequest, _ outcome: TransportResult.Outcome, at now: UInt64) {
        let isAnswered = if case .response = outcome { true } else { false }
        let duration = Int64(clamping: (now - min(now, pending.submittedAt)) / 1000)
        results.append(
            TransportResult(
                token: pending.request.token, durationMicroseconds: duration, outcome: outcome,
                proxyStatus: outcome.isProxyRefusal ? pending.pool.proxyStatus : nil,
                timing: pending.connection?.timing(answeredAt: isAnswered ? now : nil))
        )
        guard !isFlushScheduled else { return }
        isFlushScheduled = true
        eventLoop.assumeIsolated().execute { self.flush() }
    }

    private func flush() {
        isFlushScheduled = false
        let batch = results
        results = []
        load.subtract(batch.count)
        settings.results.deliver(batch)
    }

    // MARK: Pools

    private func pool(for origin: HTTPOrigin) -> OriginPool {
        if let lastPool, lastPool.origin == origin { return lastPool }
        let pool = pools[origin] ?? OriginPool(origin: origin, route: settings.routes.own(origin.route))
        pools[origin] = pool
        lastPool = pool
        return pool
    }

    var allPools: some Collection<OriginPool> { pools.values }

    func existingPool(for origin: HTTPOrigin) -> OriginPool? {
        pools[origin]
    }

    func discardIfEmpty(_ pool: OriginPool) {
        guard pool.isEmpty, pools[pool.origin] === pool else { return }
        pools[pool.origin] = nil
        if lastPool === pool { lastPool = nil }
    }

    // MARK: Shutdown

    /// Ends everything; done when the last connection is closed.
    func shutDown() -> EventLoopFuture<Void> {
        isShutDown = true
        let now = NIODeadline.now().uptimeNanoseconds
        for pending in requests.removeAll() { report(pending, .failure(.cancelled), at: now) }
        for pool in pools.values {
            pool.waiting = []
            pool.retries = []
            pool.idle = []
        }
        starved = []
        crowded = []
        pools = [:]
        lastPool = nil
        stopTicking()
        for place in [Place.idle, Place.busy] {
            var next = connections.first(of: place)
            var all: [ConnectionHandler] = []
            while let slot = next {
                if let connection = connections[slot] { all.append(connection) }
                next = connections.next(after: slot)
            }
            for connection in all { connection.abandon() }
        }
        flush()
        let promise = eventLoop.makePromise(of: Void.self)
        drained = promise
        noteDrained()
        return promise.futureResult
    }

    /// Tells whoever waits for the shutdown, once no connection is left.
    func noteDrained() {
        guard connections.count == 0 else { return }
        drained?.succeed()
        drained = nil
    }
}

extension TransportResult.Outcome {
    fileprivate var isProxyRefusal: Bool {
        if case .failure(.proxyRefused) = self { true } else { false }
    }
}
