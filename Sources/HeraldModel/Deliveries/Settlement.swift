/// What an attempt changed about its delivery; the store records both in one transaction.
public struct Settlement: Sendable {
    public var deliveryID: DeliveryID
    public var webhookID: WebhookID
    /// The bytes of the event's payload, which its end takes off what is owed.
    public var payloadBytes: Int
    public var attempt: Attempt
    /// What the attempt decided; nil for a legacy request, which decides nothing.
    public var decision: Decision?

    /// The delivery's new state.
    public enum Decision: Hashable, Sendable {
        case delivered
        case retry(at: Timestamp)
        /// Given up, with the reason in words.
        case failed(reason: String)
    }

    /// Describes a settlement.
    public init(
        deliveryID: DeliveryID, webhookID: WebhookID, payloadBytes: Int, attempt: Attempt, decision: Decision?
    ) {
        self.deliveryID = deliveryID
        self.webhookID = webhookID
        self.payloadBytes = payloadBytes
        self.attempt = attempt
        self.decision = decision
    }
}
