internal import HeraldJSON
public import HeraldModel

/// The wire format of social.plus (formerly Amity).
///
/// - Regular events: `{"event":type,"data":data}`.
/// - The push family, types under `push-notification/`, has its own envelope with `eventType`; see ``body(for:)``.
/// - Signature: base64 of HMAC-SHA256 over the body, keyed with the secret's UTF-8 bytes, in `x-amity-signature`.
///   The header holds one value: while a secret is being rotated the old one signs until its overlap ends, so that
///   receivers have that long to learn the new one.
/// - The separate legacy request carries the same value in `x-eko-signature` instead. Receivers answer and ignore it.
public struct SocialPlusDialect: WireDialect {
    /// The prefix of the types of the push family, such as `push-notification/post.created`.
    public static let pushPrefix = "push-notification/"

    /// A sender the requests can look like.
    public enum Agent: String, Hashable, Sendable, CaseIterable {
        /// What social.plus sends since 2025.
        case current = "Social-Plus-Webhooks/1.0"
        /// What its older sender sent.
        case classic = "node-superagent/4.0.0"
    }

    /// The sender to look like.
    public let agent: Agent
    /// Whether 200 is the only success. The vendor documents 200; receivers in the field also answer 204.
    public let isStrict: Bool

    /// Chooses the options.
    public init(agent: Agent = .current, isStrict: Bool = false) {
        self.agent = agent
        self.isStrict = isStrict
    }

    public var dialect: Dialect { .socialplus }
    public var defaultTimeout: Duration { .milliseconds(1500) }
    public var userAgent: String { agent.rawValue }
    public var hasLegacyRequest: Bool { true }

    public var staticHeaders: [(name: String, value: String)] {
        [("content-type", "application/json"), ("user-agent", userAgent)]
    }

    public func isSuccess(status: Int) -> Bool { isStrict ? status == 200 : (200..<300).contains(status) }

    /// The envelope around the payload. Canonical when the payload is, so it survives a JavaScript round trip.
    ///
    /// A push event becomes `{"eventType":"push-notification.created","id":…,"networkId":…,"sentTime":…,"data":{…}}`.
    /// Only `data.eventName` tells a receiver which one it is, so the name is added to a payload that lacks it. The
    /// vendor's `path`, `senderId` and `version` are left out: they name internals that Herald does not have.
    public func body(for event: EventEnvelope) -> [UInt8] {
        var body: [UInt8] = []
        body.reserveCapacity(event.data.count + event.type.utf8.count + 160)
        guard event.type.utf8.starts(with: Self.pushPrefix.utf8) else {
            body.append(contentsOf: #"{"event":"#.utf8)
            JSONStringWriter.append(event.type, to: &body)
            body.append(contentsOf: #","data":"#.utf8)
            body.append(contentsOf: event.data)
            body.append(UInt8(ascii: "}"))
            return body
        }
        body.append(contentsOf: #"{"eventType":"push-notification.created","id":"#.utf8)
        JSONStringWriter.append(event.id, to: &body)
        body.append(contentsOf: #","networkId":"#.utf8)
        JSONStringWriter.append(event.networkID, to: &body)
        body.append(contentsOf: #","sentTime":""#.utf8)
        event.occurredAt.append(to: &body)
        body.append(contentsOf: #"","data":"#.utf8)
        let name = String(Substring(event.type.utf8.dropFirst(Self.pushPrefix.utf8.count)))
        Self.appendPushData(event.data, name: name, to: &body)
        body.append(UInt8(ascii: "}"))
        return body
    }

    /// Adds `eventName` as the last member: in front it would stand before keys that JavaScript puts first.
    private static func appendPushData(_ data: [UInt8], name: String, to body: inout [UInt8]) {
        let isNamed = JSONScanner.value(at: JSONPointer(tokens: ["eventName"]), in: data) != nil
        guard !isNamed, data.first == UInt8(ascii: "{"), data.last == UInt8(ascii: "}") else {
            body.append(contentsOf: data)
            return
        }
        body.append(contentsOf: data.dropLast())
        if data.count > 2 { body.append(UInt8(ascii: ",")) }
        body.append(contentsOf: #""eventName":"#.utf8)
        JSONStringWriter.append(name, to: &body)
        body.append(UInt8(ascii: "}"))
    }

    public func appendRequestHeaders(
        body: UnsafeRawBufferPointer, signer: Signer, request: WireRequest, into output: inout [UInt8]
    ) {
        output.append(contentsOf: (request.isLegacy ? "x-eko-signature: " : "x-amity-signature: ").utf8)
        signer.current.appendBase64Signature(of: body, to: &output)
        output.append(contentsOf: "\r\n".utf8)
    }
}
