/// A delivery as the engine needs it: committed, unfinished, with its event at hand.
public struct OwedDelivery: Sendable {
    public let id: DeliveryID
    public let webhookID: WebhookID
    public let event: EventRecord
    /// Attempts already made and recorded.
    public var attemptCount: Int
    /// When the next attempt is due; nil means now.
    public var dueAt: Timestamp?

    /// Describes an owed delivery.
    public init(
        id: DeliveryID, webhookID: WebhookID, event: EventRecord, attemptCount: Int = 0, dueAt: Timestamp? = nil
    ) {
        self.id = id
        self.webhookID = webhookID
        self.event = event
        self.attemptCount = attemptCount
        self.dueAt = dueAt
    }
}
