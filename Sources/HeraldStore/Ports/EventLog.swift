public import HeraldModel

/// Accepts events: the door everything enters by.
public protocol EventLog: Sendable {
    /// Appends a batch of one network's events and a delivery for each of their targets, durably, all or nothing.
    ///
    /// Ids are assigned in commit order. An event whose external id is remembered with the same content hash is a
    /// duplicate: it yields the earlier event and adds nothing. With another content hash it is a conflict, and then
    /// nothing of the batch is accepted. Both rules hold within one batch too.
    ///
    /// An event with a ``NewEvent/deduplicationKey`` that is remembered is a duplicate whatever its content, never a
    /// conflict. Such keys and external ids do not meet.
    ///
    /// Targets that were deleted meanwhile get no delivery.
    ///
    /// - Returns: one outcome per event, in order.
    /// - Throws: ``StoreError/full``, ``StoreError/overloaded``, ``StoreError/notFound`` (the network is gone),
    ///   ``StoreError/backlogFull`` or ``StoreError/serverBacklogFull`` when the batch as a whole would go over a limit, …
    func append(_ events: [NewEvent], to network: NetworkID) async throws -> AppendResult

    /// The same for callers that keep no task waiting. `completion` runs once, on a thread of the store's after the
    /// commit, and must not block.
    func append(
        _ events: [NewEvent], to network: NetworkID,
        completion: @escaping @Sendable (Result<AppendResult, StoreError>) -> Void)

    /// Names who hears of committed deliveries. Called once, before the first append.
    ///
    /// The observer runs right after each commit, in commit order, before any ``append(_:to:)`` of that commit
    /// returns, and must not block.
    func setCommitObserver(_ observer: @escaping @Sendable ([OwedDelivery]) -> Void)

    /// Forgets external ids and deduplication keys accepted before `time`: from then on they may be used again.
    func forgetDuplicates(before time: Timestamp) async throws
}

/// What became of a batch.
public enum AppendResult: Sendable {
    case accepted([AppendedEvent])
    /// Nothing was accepted: the events at these places use a remembered id for other content.
    case conflict(indices: [Int])
}

/// What became of one event of an accepted batch.
public struct AppendedEvent: Hashable, Sendable {
    /// The event; the earlier one for a duplicate.
    public var id: EventID
    public var isDuplicate: Bool
    /// How many deliveries were made owed now; 0 for a duplicate.
    public var deliveryCount: Int

    /// Describes what became of one event.
    public init(id: EventID, isDuplicate: Bool, deliveryCount: Int) {
        self.id = id
        self.isDuplicate = isDuplicate
        self.deliveryCount = deliveryCount
    }
}
