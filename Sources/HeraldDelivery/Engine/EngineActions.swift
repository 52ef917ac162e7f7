public import HeraldModel
public import HeraldStore

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
    /// When the request must have come to its end, if the retry schedule has an end to the millisecond.
    public let deadline: Timestamp?
}

/// A page of owed deliveries to read from the store.
public struct PageRequest: Hashable, Sendable {
    public let webhook: WebhookID
    public let kind: Kind
    /// How many at most.
    public let limit: Int
    /// The payload bytes after which it ends early.
    public let maxBytes: Int
    /// How many deliveries to look at, at most.
    public let maxRows: Int
    /// Tells pages of one lane apart, so that the answer to an abandoned one is ignored.
    public let number: UInt64

    /// Which part of what is owed.
    public enum Kind: Hashable, Sendable {
        /// Everything after a delivery, oldest first, but some keys from a delivery of each on.
        case owed(after: DeliveryID, except: [UInt64: DeliveryID] = [:])
        /// Some keys only, up to a delivery.
        case keys([UInt64: OwedScan.Share], through: DeliveryID?)
        /// What waits and is due by this moment, soonest first; perhaps only what has no ordering key.
        case due(by: Timestamp, unkeyedOnly: Bool = false)
    }
}
