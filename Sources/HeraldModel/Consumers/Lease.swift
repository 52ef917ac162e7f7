/// An event handed to a consumer for a while.
public struct Lease: Sendable {
    public let event: EventRecord
    public let token: LeaseToken
    /// The how manieth time the event is handed out, from 1.
    public let attempt: Int
    /// From then on the event may be handed out again.
    public let expiresAt: Timestamp

    /// Describes a lease.
    public init(event: EventRecord, token: LeaseToken, attempt: Int, expiresAt: Timestamp) {
        self.event = event
        self.token = token
        self.attempt = attempt
        self.expiresAt = expiresAt
    }
}
