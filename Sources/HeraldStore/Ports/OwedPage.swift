public import HeraldModel

/// Owed deliveries as read at one moment.
public struct OwedPage: Sendable {
    /// In the order asked for.
    public var deliveries: [OwedDelivery]
    /// The last delivery a scan looked at, read or passed over; nil when it looked at none.
    public var reached: DeliveryID?
    /// There was nothing more to look at. When false there may be.
    public var isComplete: Bool

    /// Describes a page.
    public init(deliveries: [OwedDelivery] = [], reached: DeliveryID? = nil, isComplete: Bool) {
        self.deliveries = deliveries
        self.reached = reached
        self.isComplete = isComplete
    }
}
