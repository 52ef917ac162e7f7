internal import Crypto
public import FoundationEssentials
public import HeraldJSON

/// An event whose signature was found right.
public struct WebhookEvent: Hashable, Sendable {
    /// The event type, such as `channel.didCreate`. Events of social.plus's push family are called
    /// `push-notification/post.created` and so on, because some short names also exist as regular types.
    public let type: String
    /// The payload: the member `data` of social.plus and Standard Webhooks (null when there is none), the whole body of
    /// Sendbird and Stream, which have no payload apart.
    public let data: JSONValue
    /// The whole body, parsed.
    public let document: JSONValue
    /// The bytes that were signed: the body as it came, inflated when it was compressed.
    public let body: [UInt8]
    /// What to recognise a repeated delivery by: `webhook-id`, `X-Webhook-Id`, the parts of a Sendbird event that name
    /// it, or else the ``fingerprint``.
    ///
    /// Stream's signature does not cover `X-Webhook-Id`, so whoever replays a recorded request can change it; the
    /// fingerprint cannot be changed.
    public let id: String
    /// The SHA-256 of ``body`` in hexadecimal: the same for a repeated delivery.
    public let fingerprint: String
    /// When it happened, where the envelope tells, to the millisecond.
    public let occurredAt: Date?
    /// Which attempt this is, from 1; nil when the provider does not tell. Only Stream does.
    public let attempt: Int?
    /// The channel the event belongs to, whose events should be handled in order: a channel's id, `channel_url` or `cid`.
    public let channel: String?
    /// Where the user's request came from, when Stream tells.
    public let requestInfo: RequestInfo?

    init(_ reading: Reading, document: JSONValue, body: [UInt8]) {
        fingerprint = SignatureText.hex(SHA256.hash(data: body))
        type = reading.type
        data = reading.data
        self.document = document
        self.body = body
        id = reading.id ?? fingerprint
        occurredAt = reading.occurredAt.map { Date(timeIntervalSince1970: Double($0) / 1000) }
        attempt = reading.attempt
        channel = reading.channel
        requestInfo = reading.requestInfo
    }
}
