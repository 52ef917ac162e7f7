/// Something that happened in an app, as accepted: immutable, and shared by every lane that owes it to a webhook.
public final class EventRecord: Sendable {
    public let id: EventID
    public let networkID: NetworkID
    public let type: String
    /// The payload: canonical JSON (`JSONCanonicalizer`), UTF-8. Empty once retention took it; see ``hasPayload``.
    public let data: [UInt8]
    /// The id the app gave, if it gave one.
    public let externalID: String?
    /// What must stay in order, such as `channel:c1`.
    public let orderingKey: String?
    public let occurredAt: Timestamp
    /// Canonical JSON about the request that caused the event.
    public let requestInfo: [UInt8]?
    /// What the catalogue had to say about the type when it was accepted.
    public let notice: String?
    /// The provider's own request, for an event that came in by a source.
    public let received: ReceivedRequest?

    /// Describes an event.
    public init(
        id: EventID, networkID: NetworkID, type: String, data: [UInt8], externalID: String? = nil,
        orderingKey: String? = nil, occurredAt: Timestamp, requestInfo: [UInt8]? = nil, notice: String? = nil,
        received: ReceivedRequest? = nil
    ) {
        self.id = id
        self.networkID = networkID
        self.type = type
        self.data = data
        self.externalID = externalID
        self.orderingKey = orderingKey
        self.occurredAt = occurredAt
        self.requestInfo = requestInfo
        self.notice = notice
        self.received = received
    }

    /// The id users see: theirs, else ours.
    public var publicID: String { externalID ?? id.description }
    /// Whether the payload is still there. JSON is never empty, so an empty payload is one that retention took.
    public var hasPayload: Bool { !data.isEmpty }
    /// What a delivery of the event counts for: payload and provider's request.
    public var payloadBytes: Int { data.count + (received?.byteCount ?? 0) }
    /// The event as it is once retention took its payload.
    public var withoutPayload: EventRecord {
        EventRecord(
            id: id, networkID: networkID, type: type, data: [], externalID: externalID, orderingKey: orderingKey,
            occurredAt: occurredAt, notice: notice)
    }
    /// When Herald accepted the event.
    public var acceptedAt: Timestamp { id.timestamp }
}
