/// A delivery as the engine needs it: committed, unfinished, with its event at hand.
public struct OwedDelivery: Sendable {
    public let id: DeliveryID
    public let webhookID: WebhookID
    public let event: EventRecord
    /// Attempts already made and recorded.
    public var attemptCount: Int
    /// When the next attempt is due; nil means now.
    public var dueAt: Timestamp?
    /// When it was requeued last, if ever: its retry schedule starts there.
    public var requeue: Requeue?

    /// A fresh start of a delivery's retry schedule.
    public struct Requeue: Hashable, Sendable {
        /// When.
        public var at: Timestamp
        /// How many attempts had been made by then. They count on, but not against the schedule.
        public var attemptCount: Int

        /// Describes a fresh start.
        public init(at: Timestamp, attemptCount: Int) {
            self.at = at
            self.attemptCount = attemptCount
        }
    }

    /// Describes an owed delivery.
    public init(
        id: DeliveryID, webhookID: WebhookID, event: EventRecord, attemptCount: Int = 0, dueAt: Timestamp? = nil,
        requeue: Requeue? = nil
    ) {
        self.id = id
        self.webhookID = webhookID
        self.event = event
        self.attemptCount = attemptCount
        self.dueAt = dueAt
        self.requeue = requeue
    }
}
