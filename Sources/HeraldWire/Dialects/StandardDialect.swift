internal import HeraldJSON
public import HeraldModel

/// Standard Webhooks 1.0.
///
/// - Body: `{"type":…,"timestamp":…,"data":…}`.
/// - Headers: `webhook-id` (the event's id, the same for all attempts), `webhook-timestamp` (seconds, of the attempt),
///   and `webhook-signature`: one signature over `id.timestamp.body` for every valid secret, newest first, separated
///   by blanks; `v1,` with base64 of HMAC-SHA256, or `v1a,` with base64 of an ed25519 signature.
public struct StandardDialect: WireDialect {
    /// The dialect has no options.
    public init() {}

    public var dialect: Dialect { .standard }
    public var defaultTimeout: Duration { .seconds(15) }
    public var userAgent: String { "Herald" }
    public var secretForm: SecretForm { .standard }
    public var staticHeaders: [(name: String, value: String)] {
        [("content-type", "application/json"), ("user-agent", userAgent)]
    }

    /// 410: the receiver is gone for good and asks to be sent nothing any more.
    public var goneStatus: Int? { 410 }

    public func body(for event: EventEnvelope) -> [UInt8] {
        var body: [UInt8] = []
        body.reserveCapacity(event.data.count + event.type.utf8.count + 80)
        body.append(contentsOf: #"{"type":"#.utf8)
        JSONStringWriter.append(event.type, to: &body)
        body.append(contentsOf: #","timestamp":""#.utf8)
        event.occurredAt.append(to: &body)
        body.append(contentsOf: #"","data":"#.utf8)
        body.append(contentsOf: event.data)
        body.append(UInt8(ascii: "}"))
        return body
    }

    public func appendRequestHeaders(
        body: UnsafeRawBufferPointer, signer: Signer, request: WireRequest, into output: inout [UInt8]
    ) {
        let id = request.messageID
        let seconds = String(request.time.milliseconds / 1000)
        output.append(contentsOf: "webhook-id: \(id)\r\nwebhook-timestamp: \(seconds)\r\nwebhook-signature: ".utf8)
        let prefix = Array("\(id).\(seconds).".utf8)
        for (index, key) in signer.keys.enumerated() {
            if index > 0 { output.append(UInt8(ascii: " ")) }
            output.append(contentsOf: (key.isAsymmetric ? "v1a," : "v1,").utf8)
            key.appendBase64Signature(of: body, after: prefix, to: &output)
        }
        output.append(contentsOf: "\r\n".utf8)
    }
}
