public import HeraldModel

/// One event with everything that became of it.
public struct EventDetail: Sendable {
    public var event: EventRecord
    /// Its deliveries, oldest first.
    public var deliveries: [Delivery]
    /// The webhooks without a delivery, and why.
    public var missed: [MissedDelivery]
}

/// One delivery with its attempts.
public struct DeliveryDetail: Sendable {
    public var delivery: Delivery
    public var attempts: [Attempt]
    /// Some attempts were made longer ago than they are kept.
    public var areAttemptsExpired: Bool { attempts.count { !$0.isLegacy } < delivery.attemptCount }
}
