public import HeraldModel

/// Something the owner of a webhook should hear.
public struct EngineNotice: Sendable {
    public let network: NetworkID
    public let webhook: WebhookID
    public let at: Timestamp
    public let subject: Subject

    /// What happened.
    public enum Subject: Sendable {
        /// The webhook's breaker opened.
        case failing(LaneState)
        /// The breaker of a webhook that was announced as failing closed.
        case recovered(LaneState)
        /// A delivery was given up.
        case exhausted(ExhaustedDelivery)
    }

    /// The family of event types that Herald publishes itself.
    public static let typePrefix = "herald."
}

/// A delivery that was given up.
public struct ExhaustedDelivery: Sendable {
    public let delivery: DeliveryID
    /// The event's public id.
    public let event: String
    public let type: String
    public let attempts: Int
    /// The last answer's status, when there was one.
    public let status: Int?
    /// Why there was none.
    public let error: String?
}
