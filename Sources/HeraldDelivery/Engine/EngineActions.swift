public import HeraldModel

/// What the engine wants done after an input. The shell carries it out once it has left the lock.
public struct EngineActions: Sendable {
    /// Requests to make, in order.
    public var dispatches: [Dispatch] = []
    /// Outcomes to record.
    public var settlements: [Settlement] = []
    /// Pages to read from the store.
    public var pages: [PageRequest] = []
    /// What owners and operators should hear.
    public var notices: [EngineNotice] = []

    /// Whether there is nothing to do.
    public var isEmpty: Bool { dispatches.isEmpty && settlements.isEmpty && pages.isEmpty && notices.isEmpty }
}

/// One request to make.
public struct Dispatch: Sendable {
    /// Comes back in ``EngineCore/completed(_:at:)``.
    public let token: UInt64
    /// The lane's index.
    public let lane: Int
    public let delivery: DeliveryID
    public let event: EventRecord
    /// The rendered body.
    public let body: [UInt8]
    public let variant: RequestVariant
}

/// A page of owed deliveries to read from the store.
public struct PageRequest: Hashable, Sendable {
    public let webhook: WebhookID
    public let kind: Kind
    /// How many at most. Who reads fewer, though there are more, lowers it to that count.
    public var limit: Int
    /// Tells pages of one lane apart, so that the answer to an abandoned one is ignored.
    public let number: UInt64

    /// Which part of what is owed.
    public enum Kind: Hashable, Sendable {
        /// Everything after this delivery, oldest first.
        case owed(after: DeliveryID)
        /// What waits and is due by this moment, soonest first.
        case due(by: Timestamp)
    }
}
