/// One event owed to one webhook, as queries show it.
public struct Delivery: Hashable, Sendable {
    public let id: DeliveryID
    public let eventID: EventID
    /// The event's id as users know it.
    public let eventPublicID: String
    public let webhookID: WebhookID
    public let type: String
    public var status: DeliveryStatus
    /// How many attempts were made.
    public var attemptCount: Int
    /// When the next attempt is due; nil unless ``DeliveryStatus/waiting``.
    public var nextAttemptAt: Timestamp?
    /// Why it was skipped or given up.
    public var reason: String?

    /// Describes a delivery.
    public init(
        id: DeliveryID, eventID: EventID, eventPublicID: String, webhookID: WebhookID, type: String,
        status: DeliveryStatus, attemptCount: Int, nextAttemptAt: Timestamp?, reason: String?
    ) {
        self.id = id
        self.eventID = eventID
        self.eventPublicID = eventPublicID
        self.webhookID = webhookID
        self.type = type
        self.status = status
        self.attemptCount = attemptCount
        self.nextAttemptAt = nextAttemptAt
        self.reason = reason
    }

    /// When the delivery came to be owed.
    public var createdAt: Timestamp { id.timestamp }
}
