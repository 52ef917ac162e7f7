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
        case recovered(LaneState, since: Timestamp)
        /// The receiver said it is gone, and the lane paused. Whoever hears it makes that last.
        case disabled(LaneState, status: Int)
        /// A delivery was given up.
        case exhausted(ExhaustedDelivery)
    }

    /// Describes a notice.
    public init(network: NetworkID, webhook: WebhookID, at: Timestamp, subject: Subject) {
        self.network = network
        self.webhook = webhook
        self.at = at
        self.subject = subject
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

    /// Describes a delivery that was given up.
    public init(delivery: DeliveryID, event: String, type: String, attempts: Int, status: Int?, error: String?) {
        self.delivery = delivery
        self.event = event
        self.type = type
        self.attempts = attempts
        self.status = status
        self.error = error
    }
}
