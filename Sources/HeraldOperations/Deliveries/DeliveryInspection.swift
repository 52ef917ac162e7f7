public import HeraldModel
public import HeraldStore

/// Answers what happened: events, deliveries, attempts, and why a webhook did not get an event.
public struct DeliveryInspection: Sendable {
    private let store: any Store
    private let directory: Directory
    private let bound: SearchBound

    init(store: any Store, directory: Directory, bound: SearchBound) {
        self.store = store
        self.directory = directory
        self.bound = bound
    }

    /// How many deliveries of one event are shown.
    private static let shownDeliveries = 500

    /// A network's events, newest first; `query.limit` of them, or fewer with ``Page/searchedTo``.
    public func events(of network: NetworkID, matching query: EventQuery) async throws -> Page<EventRecord> {
        try requireNetwork(network)
        var wider = query
        wider.limit += 1
        let events = try await OperationError.translating("event") { [wider] in
            try await store.events(of: network, matching: wider, within: bound)
        }
        return Page(events, limit: query.limit, id: \.id)
    }

    /// One event by its own id or by Herald's.
    public func event(_ id: String, of network: NetworkID) async throws -> EventDetail {
        try requireNetwork(network)
        return try await OperationError.translating("event") {
            guard let event = try await find(id, in: network) else { throw OperationError.notFound("event") }
            var query = DeliveryQuery(limit: Self.shownDeliveries)
            query.event = event.id
            let deliveries = try await store.deliveries(of: network, matching: query)
            return EventDetail(
                event: event, deliveries: deliveries.reversed(), missed: missed(event, by: deliveries))
        }
    }

    /// The newest event of a network, to follow the log from.
    public func newestEvent(of network: NetworkID) async throws -> EventID? {
        try await OperationError.translating("event") {
            try await store.events(of: network, matching: EventQuery(limit: 1)).first?.id
        }
    }

    /// The next events after `query.after`, oldest first.
    public func following(_ network: NetworkID, _ query: EventQuery) async throws -> [EventRecord] {
        try requireNetwork(network)
        return try await OperationError.translating("event") {
            try await store.events(of: network, matching: query)
        }
    }

    /// A network's deliveries, newest first; `query.limit` of them, or fewer with ``Page/searchedTo``.
    public func deliveries(of network: NetworkID, matching query: DeliveryQuery) async throws -> Page<Delivery> {
        try requireNetwork(network)
        var wider = query
        wider.limit += 1
        let deliveries = try await OperationError.translating("delivery") { [wider] in
            try await store.deliveries(of: network, matching: wider, within: bound)
        }
        return Page(deliveries, limit: query.limit, id: \.id)
    }

    /// One delivery with its attempts.
    public func delivery(_ id: DeliveryID, of network: NetworkID) async throws -> DeliveryDetail {
        try await OperationError.translating("delivery") {
            guard let delivery = try await store.delivery(id, of: network) else {
                throw OperationError.notFound("delivery")
            }
            return DeliveryDetail(delivery: delivery, attempts: try await store.attempts(of: id))
        }
    }

    /// Makes a delivery due now, whether it is waiting or finished.
    public func retry(_ id: DeliveryID, of network: NetworkID) async throws -> Delivery {
        try await OperationError.translating("delivery") {
            guard try await store.delivery(id, of: network) != nil else { throw OperationError.notFound("delivery") }
            guard try await store.requeue(id), let delivery = try await store.delivery(id, of: network) else {
                throw OperationError(
                    .conflict, code: "webhook_deleted", title: "Webhook deleted",
                    detail: "The delivery's webhook is deleted, so there is nowhere to send it.")
            }
            return delivery
        }
    }

    private func find(_ id: String, in network: NetworkID) async throws -> EventRecord? {
        if let event = try await store.event(externalID: id, of: network) { return event }
        guard let own = EventID(id) else { return nil }
        return try await store.event(own, of: network)
    }

    private func missed(_ event: EventRecord, by deliveries: [Delivery]) -> [MissedDelivery] {
        let reached = Set(deliveries.map(\.webhookID))
        return directory.webhooks(of: event.networkID).filter { !reached.contains($0.id) }.map { webhook in
            MissedDelivery(webhookID: webhook.id, reason: reason(event, webhook))
        }
    }

    private func reason(_ event: EventRecord, _ webhook: Webhook) -> MissedDelivery.Reason {
        if webhook.createdAt > event.acceptedAt { return .createdLater }
        if !webhook.wants(type: event.type) { return .patternMismatch }
        if event.hasPayload, webhook.filter?.matches(type: event.type, data: event.data) == false {
            return .filterMismatch
        }
        if NoticeEvent.isAbout(webhook.id, type: event.type, orderingKey: event.orderingKey)
            || AlertEvent.isAbout(webhook.id, type: event.type, data: event.data)
        {
            return .ownNotice
        }
        if !directory.sendsWebhooks(event.networkID) { return .switchedOff }
        return webhook.updatedAt > event.acceptedAt ? .changedLater : .forgotten
    }

    private func requireNetwork(_ id: NetworkID) throws(OperationError) {
        guard directory.network(id) != nil else { throw .notFound("network") }
    }
}
