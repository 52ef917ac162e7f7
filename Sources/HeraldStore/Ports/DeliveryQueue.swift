public import HeraldModel

/// Settles and pages deliveries: what the engine needs besides its memory.
public protocol DeliveryQueue: Sendable {
    /// Records attempts and what they decided. Shares commits with appends.
    ///
    /// A settlement whose delivery is no longer owed (deleted webhook, cancelled) records the attempt only.
    /// When the medium is full the call waits inside the store and is tried again until it succeeds: a known outcome
    /// must not be repeated. It throws only when the store is closed or broken.
    func settle(_ settlements: [Settlement]) async throws

    /// Reads the webhook's owed deliveries in the order of their ids, whatever their due time.
    func owed(to webhook: WebhookID, _ scan: OwedScan) async throws -> OwedPage

    /// Reads the webhook's owed deliveries that have a due time at or before `time`, soonest first: those that wait for
    /// a retry and those that were requeued.
    /// - Parameters:
    ///   - limit: how many at most.
    ///   - maxBytes: read no further once the payloads read have this many bytes.
    ///   - unkeyedOnly: leave out the deliveries of events with an ordering key.
    func due(
        at webhook: WebhookID, before time: Timestamp, limit: Int, maxBytes: Int, unkeyedOnly: Bool
    ) async throws -> OwedPage

    /// How many deliveries each webhook is owed; webhooks that are owed nothing are left out.
    func backlog() async throws -> [WebhookID: Int]

    /// Since when the oldest delivery that each of these webhooks is owed waits: since it was made, or since it was
    /// requeued. Webhooks that are owed nothing are left out.
    ///
    /// A driver may look at a webhook's hundred oldest only: then, when all of them were requeued, the answer is theirs.
    func oldestOwed(to webhooks: [WebhookID]) async throws -> [WebhookID: Timestamp]

    /// Makes a finished delivery owed again, due now. An owed one is made due now. Both start a fresh retry schedule:
    /// ``OwedDelivery/requeue``. The commit observer is told either
    /// way; an engine that holds the delivery already sends it sooner instead of twice.
    /// - Returns: false when the delivery does not exist or its webhook is deleted.
    /// - Throws: ``StoreError/payloadExpired`` when it is finished and there is no payload any more to send.
    func requeue(_ delivery: DeliveryID) async throws -> Bool
}

extension DeliveryQueue {
    /// The webhook's owed deliveries with ids above `after`, oldest first.
    public func owed(to webhook: WebhookID, after: DeliveryID?, limit: Int) async throws -> [OwedDelivery] {
        try await owed(to: webhook, OwedScan(after: after, limit: limit)).deliveries
    }

    /// The webhook's owed deliveries that are due, soonest first.
    public func due(at webhook: WebhookID, before time: Timestamp, limit: Int) async throws -> [OwedDelivery] {
        try await due(at: webhook, before: time, limit: limit, maxBytes: .max, unkeyedOnly: false).deliveries
    }
}
