public import HeraldModel

/// What a dialect needs to know of an event to write its body.
public struct EventEnvelope: Sendable {
    /// The event's public id.
    public var id: String
    /// The text form of the network's id.
    public var networkID: String
    /// The event type, such as `channel.didCreate`.
    public var type: String
    /// The payload: canonical JSON (`JSONCanonicalizer`), UTF-8.
    public var data: [UInt8]
    /// When it happened.
    public var occurredAt: Timestamp
    /// What is known of the request that caused it: canonical JSON.
    public var requestInfo: [UInt8]?

    /// Describes an event.
    public init(
        id: String, networkID: String, type: String, data: [UInt8], occurredAt: Timestamp, requestInfo: [UInt8]? = nil
    ) {
        self.id = id
        self.networkID = networkID
        self.type = type
        self.data = data
        self.occurredAt = occurredAt
        self.requestInfo = requestInfo
    }
}
