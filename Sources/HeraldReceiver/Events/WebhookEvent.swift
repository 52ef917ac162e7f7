internal import Crypto
public import HeraldJSON

/// An event whose signature was found right.
public struct WebhookEvent: Hashable, Sendable {
    /// The event type, such as `channel.didCreate`. Events of the push family are called
    /// `push-notification/post.created` and so on, because some short names also exist as regular types.
    public let type: String
    /// The payload; null when the body has none.
    public let data: JSONValue
    /// The body as it came.
    public let body: [UInt8]
    /// The SHA-256 of the body in hexadecimal: the same for a repeated delivery, so a key to recognise one by.
    public let fingerprint: String

    /// Nil when the document names no event.
    init?(_ document: JSONValue, body: [UInt8]) {
        guard let type = Self.type(of: document) else { return nil }
        self.type = type
        data = document["data"] ?? .null
        self.body = body
        fingerprint = SignatureText.hex(SHA256.hash(data: body))
    }

    private static func type(of document: JSONValue) -> String? {
        if let event = document["event"]?.string { return event }
        guard document["eventType"]?.string == "push-notification.created",
            let name = document["data"]?["eventName"]?.string
        else { return nil }
        return "push-notification/" + name
    }
}
