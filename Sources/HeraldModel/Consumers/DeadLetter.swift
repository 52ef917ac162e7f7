/// An event that a consumer was handed too often without acknowledging it.
public struct DeadLetter: Sendable {
    public let event: EventRecord
    /// How often it was handed out.
    public let attempts: Int
    /// What the consumer said last, or that it said nothing.
    public let reason: String
    public let diedAt: Timestamp

    /// Describes a dead letter.
    public init(event: EventRecord, attempts: Int, reason: String, diedAt: Timestamp) {
        self.event = event
        self.attempts = attempts
        self.reason = reason
        self.diedAt = diedAt
    }
}
