public import HeraldModel
public import HeraldStore
import HeraldWire
public import Logging
public import ServiceLifecycle
import Synchronization

/// The delivery engine as a service: the core behind one lock, with the store and the transport around it.
///
/// Inputs arrive in batches on whatever thread has them (the store's writer after a commit, an event loop with
/// results), change the core under the lock, and what it asks for is carried out after the lock is left. One loop
/// records outcomes, so that everything decided during one commit shares the next.
public final class DeliveryEngine: DeliveryControl, Service {
    let store: any DeliveryQueue & StatsBook
    let transport: any DeliveryTransport
    let configuration: Configuration
    let logger: Logger
    let now: @Sendable () -> Timestamp
    let onSettled: @Sendable ([Settlement]) -> Void
    let onNotice: @Sendable ([EngineNotice]) -> Void
    let state: Mutex<State>
    /// Outcomes on their way to the store.
    let outbox = Mutex<[Settlement]>([])
    let outboxSignal = Signal()
    let pageRequests: (stream: AsyncStream<PageRequest>, continuation: AsyncStream<PageRequest>.Continuation)
    let probes = ProbeTable()

    /// How the engine runs.
    public struct Configuration: Sendable {
        public var core = EngineConfiguration()
        /// Requests under way per webhook unless it says otherwise.
        public var defaultConcurrency = 32
        /// How often due retries are looked for.
        public var tickInterval: Duration = .milliseconds(20)
        /// How long a shutdown waits for requests under way.
        public var shutdownGrace: Duration = .seconds(10)
        /// How often counted outcomes go to the store.
        public var statsInterval: Duration = .seconds(5)

        /// The defaults.
        public init() {}
    }

    /// What the lock guards.
    struct State {
        var core: EngineCore
        /// By lane index.
        var endpoints: [PreparedEndpoint] = []
        var stats = StatsCollector()
        var isRunning = false
        var isStopping = false
    }

    /// An engine without lanes. What does not fit into memory is sent once ``run()`` reads it.
    /// - Parameters:
    ///   - onSettled: hears of recorded outcomes, for counting; must not block.
    ///   - onNotice: hears what owners and operators should know; must not block.
    public init(
        store: any DeliveryQueue & StatsBook, transport: any DeliveryTransport,
        configuration: Configuration = Configuration(), seed: UInt64 = .random(in: 0 ... .max),
        now: @escaping @Sendable () -> Timestamp, logger: Logger,
        onSettled: @escaping @Sendable ([Settlement]) -> Void = { _ in },
        onNotice: @escaping @Sendable ([EngineNotice]) -> Void = { _ in }
    ) {
        self.store = store
        self.transport = transport
        self.configuration = configuration
        self.now = now
        self.logger = logger
        self.onSettled = onSettled
        self.onNotice = onNotice
        state = Mutex(State(core: EngineCore(configuration: configuration.core, seed: seed)))
        pageRequests = AsyncStream.makeStream()
        transport.setResultHandler { [weak self] results in self?.completed(results) }
    }

    // MARK: Lanes

    public func put(_ webhook: Webhook, of network: Network) throws(EndpointError) {
        let endpoint = try PreparedEndpoint(webhook, of: network, over: transport)
        let now = now()
        act { state in
            let settings = endpoint.settings(defaultConcurrency: configuration.defaultConcurrency)
            let index = state.core.put(webhook.id, of: network.id, settings: settings, at: now)
            if index == state.endpoints.count {
                state.endpoints.append(endpoint)
            } else {
                state.endpoints[index] = endpoint
            }
        }
    }

    public func remove(_ webhook: WebhookID) { act { $0.core.remove(webhook) } }

    public func laneState(of webhook: WebhookID) -> LaneState? { state.withLock { $0.core.state(of: webhook) } }

    public var failingWebhooks: Int { state.withLock { $0.core.failingWebhooks } }

    public var isRunning: Bool { state.withLock { $0.isRunning && !$0.isStopping } }

    /// Outcomes counted and not stored yet.
    public func unsavedStats() -> [StatsBucket] { state.withLock { $0.stats.unsaved } }

    // MARK: Inputs

    /// Takes committed deliveries. This is the store's commit observer.
    public func committed(_ deliveries: [OwedDelivery]) {
        let now = now()
        act { state in
            var bodies = BodyCache()
            for delivery in deliveries {
                guard let lane = state.core.lane(of: delivery.webhookID) else { continue }
                let body = bodies.body(of: delivery.event, for: state.endpoints[lane])
                state.core.committed(delivery, body: body, at: now)
            }
            state.core.pump(at: now)
        }
    }

    /// Takes results of the transport.
    func completed(_ results: [TransportResult]) {
        let now = now()
        act { state in
            for result in results {
                if ProbeTable.owns(result.token) {
                    probes.complete(result)
                    continue
                }
                let attempt = state.attemptResult(result, now: now)
                guard let completed = state.core.completed(attempt, at: now) else { continue }
                state.stats.record(completed, microseconds: result.durationMicroseconds, at: now)
            }
            state.core.pump(at: now)
        }
    }

    /// Changes the core under the lock, then carries out what it asks for.
    func act(_ change: (inout State) -> Void) {
        let (actions, endpoints) = state.withLock { state in
            change(&state)
            let actions = state.core.takeActions()
            // Inside the lock, so that outcomes of one delivery reach the store in their order.
            if !actions.settlements.isEmpty { outbox.withLock { $0 += actions.settlements } }
            return (actions, actions.dispatches.isEmpty ? [] : state.endpoints)
        }
        if !actions.settlements.isEmpty { outboxSignal.wake() }
        for page in actions.pages { pageRequests.continuation.yield(page) }
        if !actions.notices.isEmpty { onNotice(actions.notices) }
        if !actions.dispatches.isEmpty {
            let now = now()
            transport.submit(actions.dispatches.map { endpoints[$0.lane].request(for: $0, at: now) })
        }
    }
}

extension DeliveryEngine.State {
    private func endpoint(of token: UInt64) -> PreparedEndpoint? {
        core.slots.slot(of: token).flatMap { core.slots[$0] }.map { endpoints[$0.lane] }
    }

    /// Translates a transport's result into the core's terms.
    func attemptResult(_ result: TransportResult, now: Timestamp) -> AttemptResult {
        switch result.outcome {
        case .response(let response):
            let isSuccess = endpoint(of: result.token)?.isSuccess(response.status) ?? false
            let outcome: AttemptOutcome =
                isSuccess
                ? .success
                : .refused(
                    status: response.status,
                    retryAfterMilliseconds: RetryAfter.milliseconds(inHead: response.head, now: now))
            return AttemptResult(
                token: result.token, outcome: outcome, durationMicroseconds: result.durationMicroseconds,
                status: response.status, responseHead: response.head, responseBody: response.body,
                timing: result.timing)
        case .failure(let failure):
            return AttemptResult(
                token: result.token, outcome: failure.isTimeout ? .timeout : .unreachable(code: failure.rawValue),
                durationMicroseconds: result.durationMicroseconds, status: result.proxyStatus, error: failure.rawValue,
                isUnknownAtShutdown: failure == .cancelled, timing: result.timing)
        }
    }
}
