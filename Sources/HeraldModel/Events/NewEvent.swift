/// An event that is about to be accepted, with the webhooks it will be owed to.
public struct NewEvent: Sendable {
    public var type: String
    /// The payload: canonical JSON, UTF-8.
    public var data: [UInt8]
    /// The app's own id, which makes publishing idempotent for the time duplicates are remembered.
    public var externalID: String?
    /// A hash over type and payload: the same id with another hash is a conflict.
    public var contentHash: Int64
    public var orderingKey: String?
    public var occurredAt: Timestamp
    public var requestInfo: [UInt8]?
    public var notice: String?
    /// The provider's own request, for an event that comes in by a source.
    public var received: ReceivedRequest?
    /// What repeats of a received event have in common, unique for its source. A repeat is a duplicate whatever its
    /// content, for as long as external ids are remembered; nobody sees this key.
    public var deduplicationKey: String?
    /// The webhooks that get a delivery each.
    public var targets: [WebhookID]

    /// Describes an event to accept.
    public init(
        type: String, data: [UInt8], externalID: String? = nil, contentHash: Int64 = 0, orderingKey: String? = nil,
        occurredAt: Timestamp, requestInfo: [UInt8]? = nil, notice: String? = nil,
        received: ReceivedRequest? = nil, deduplicationKey: String? = nil, targets: [WebhookID]
    ) {
        self.type = type
        self.data = data
        self.externalID = externalID
        self.contentHash = contentHash
        self.orderingKey = orderingKey
        self.occurredAt = occurredAt
        self.requestInfo = requestInfo
        self.notice = notice
        self.received = received
        self.deduplicationKey = deduplicationKey
        self.targets = targets
    }

    /// What a delivery of the event counts for: payload and provider's request.
    public var payloadBytes: Int { data.count + (received?.byteCount ?? 0) }
}
