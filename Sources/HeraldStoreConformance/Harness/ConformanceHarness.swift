import HeraldModel
import HeraldStore
import Synchronization

/// A store under test with a clock, an observer that keeps what it hears, and short ways to set things up.
final class ConformanceHarness: Sendable {
    let clock = ConformanceClock()
    private let suite: StoreConformance
    private let current: Mutex<any Store>
    private let heard = Mutex<[OwedDelivery]>([])

    init(_ suite: StoreConformance) async throws {
        self.suite = suite
        current = Mutex(try await suite.open(clock))
        observe()
    }

    var store: any Store { current.withLock { $0 } }
    /// What the commit observer was told, in its order.
    var news: [OwedDelivery] { heard.withLock { $0 } }

    /// Closes the store and opens it again.
    /// - Returns: false when the driver cannot: then there is nothing to check.
    func reopen() async throws -> Bool {
        guard let reopen = suite.reopen else { return false }
        let store = try await reopen(store, clock)
        current.withLock { $0 = store }
        observe()
        return true
    }

    private func observe() {
        store.setCommitObserver { deliveries in self.heard.withLock { $0 += deliveries } }
    }

    // MARK: Setting up

    func makeNetwork(_ name: String = "app", credentials: NetworkCredentials = .none) async throws -> Network {
        let network = Network(
            id: try await store.makeNetworkID(), name: name, dialect: .standard, createdAt: clock.now,
            credentials: credentials)
        try await store.save(network)
        return network
    }

    func makeWebhook(_ network: NetworkID, events: [String] = ["*"]) async throws -> WebhookID {
        let webhook = Webhook(
            id: try await store.makeWebhookID(), networkID: network, url: "https://example.com/in",
            secrets: [WebhookSecret(value: "s", createdAt: clock.now)], createdAt: clock.now,
            events: events.compactMap(EventPattern.init))
        try check(try await store.add(webhook, limit: 1000), "a webhook below the limit was not added")
        return webhook.id
    }

    func event(
        _ type: String = "message.didCreate", id: String? = nil, hash: Int64 = 1, data: String = "{}",
        key: String? = nil, to targets: [WebhookID] = []
    ) -> NewEvent {
        NewEvent(
            type: type, data: Array(data.utf8), externalID: id, contentHash: hash, orderingKey: key,
            occurredAt: clock.now, targets: targets)
    }

    /// Appends and expects acceptance.
    @discardableResult
    func accept(_ events: [NewEvent], in network: NetworkID) async throws -> [AppendedEvent] {
        switch try await store.append(events, to: network) {
        case .accepted(let outcomes):
            try check(outcomes.count, is: events.count, "outcomes of a batch")
            return outcomes
        case .conflict(let indices):
            throw ConformanceFailure(message: "unexpected conflict at \(indices)", file: #fileID, line: #line)
        }
    }

    /// Appends events one by one, so that each is in a commit of its own.
    func accept(count: Int, in network: NetworkID, to targets: [WebhookID]) async throws {
        for number in 0..<count {
            try await accept([event(data: "{\"n\":\(number)}", to: targets)], in: network)
        }
    }

    func attempt(_ number: Int, isLegacy: Bool = false, status: Int? = 200) -> Attempt {
        Attempt(
            number: number, isLegacy: isLegacy, startedAt: clock.now, durationMicroseconds: 1234, status: status,
            error: status == nil ? "timeout" : nil, responseHead: Array("content-type: text/plain\r\n".utf8),
            responseBody: Array("ok".utf8))
    }

    func settle(
        _ delivery: OwedDelivery, _ decision: Settlement.Decision?, number: Int = 1, isLegacy: Bool = false
    ) async throws {
        let settlement = Settlement(
            deliveryID: delivery.id, webhookID: delivery.webhookID, payloadBytes: delivery.event.payloadBytes,
            attempt: attempt(number, isLegacy: isLegacy),
            decision: decision)
        try await store.settle([settlement])
    }

    // MARK: Looking

    func owed(_ webhook: WebhookID) async throws -> [OwedDelivery] {
        try await store.owed(to: webhook, after: nil, limit: 1_000_000)
    }

    func deliveries(_ network: NetworkID, _ change: (inout DeliveryQuery) -> Void = { _ in }) async throws -> [Delivery]
    {
        var query = DeliveryQuery(limit: 1_000_000)
        change(&query)
        return try await store.deliveries(of: network, matching: query)
    }

    func events(_ network: NetworkID, _ change: (inout EventQuery) -> Void = { _ in }) async throws -> [EventRecord] {
        var query = EventQuery(limit: 1_000_000)
        change(&query)
        return try await store.events(of: network, matching: query)
    }
}
