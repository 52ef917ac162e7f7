public import HeraldModel

/// Answers questions about the past. Reads never wait for writes.
public protocol History: Sendable {
    /// A network's events, newest first, as far as `bound` lets the search go.
    func events(
        of network: NetworkID, matching query: EventQuery, within bound: SearchBound
    ) async throws -> SearchPage<EventRecord, EventID>
    /// One event.
    func event(_ id: EventID, of network: NetworkID) async throws -> EventRecord?
    /// The newest event with this external id.
    func event(externalID: String, of network: NetworkID) async throws -> EventRecord?
    /// A network's deliveries, newest first, as far as `bound` lets the search go. It looks at one of each webhook's at
    /// least, and at all of an event's.
    func deliveries(
        of network: NetworkID, matching query: DeliveryQuery, within bound: SearchBound
    ) async throws -> SearchPage<Delivery, DeliveryID>
    /// One delivery.
    func delivery(_ id: DeliveryID, of network: NetworkID) async throws -> Delivery?
    /// A delivery's attempts in order; the legacy one follows the one it accompanies.
    func attempts(of delivery: DeliveryID) async throws -> [Attempt]
}

extension History {
    /// A network's events, newest first, however long the search takes.
    public func events(of network: NetworkID, matching query: EventQuery) async throws -> [EventRecord] {
        try await events(of: network, matching: query, within: .none).elements
    }

    /// A network's deliveries, newest first, however long the search takes.
    public func deliveries(of network: NetworkID, matching query: DeliveryQuery) async throws -> [Delivery] {
        try await deliveries(of: network, matching: query, within: .none).elements
    }
}

/// Which events a list shows. All conditions must hold.
public struct EventQuery: Hashable, Sendable {
    /// Exact types or patterns; empty means all.
    public var types: [EventPattern]
    /// Accepted at or after.
    public var since: Timestamp?
    /// Accepted before.
    public var until: Timestamp?
    public var orderingKey: String?
    /// Text that the payload contains, byte for byte.
    public var text: String?
    /// Only events older than this one: the cursor.
    public var before: EventID?
    /// Only events newer than this one, and then oldest first: for following the log.
    public var after: EventID?
    public var limit: Int

    /// A query without conditions.
    public init(limit: Int = 50) {
        types = []
        self.limit = limit
    }
}

/// Which deliveries a list shows. All conditions must hold.
public struct DeliveryQuery: Hashable, Sendable {
    /// `delivering` is not stored; it counts as `pending`.
    public var statuses: [DeliveryStatus]
    public var webhook: WebhookID?
    public var event: EventID?
    /// Exact types or patterns; empty means all.
    public var types: [EventPattern]
    /// Made owed at or after.
    public var since: Timestamp?
    /// Made owed before.
    public var until: Timestamp?
    /// Only deliveries older than this one: the cursor.
    public var before: DeliveryID?
    public var limit: Int

    /// A query without conditions.
    public init(limit: Int = 50) {
        statuses = []
        types = []
        self.limit = limit
    }
}
