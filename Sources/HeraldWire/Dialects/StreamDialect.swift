internal import HeraldGzip
internal import HeraldJSON
public import HeraldModel

/// The wire format of Stream Chat (`reference/stream-chat.md` §2–§5, §7).
///
/// - Body: `{"type":…,"created_at":…,…data keys…,"request_info":{…}}`, UTF-8, `members` cut to 50.
/// - Headers: `X-Webhook-Id` (a UUID, the same for all attempts), `X-Webhook-Attempt` (from 1), `X-Api-Key`, and
///   `X-Signature`: lower-case hexadecimal HMAC-SHA256 over the JSON.
/// - With compression the body is gzip, while the signature stays that of the JSON.
public struct StreamDialect: WireDialect {
    /// The API key whose secret signs.
    public let apiKey: String
    /// How bodies are compressed.
    public let compression: DialectOptions.Compression

    /// The API key of requests that are made without a network.
    public static let exampleAPIKey = "a1b23cdefgh4"
    /// The most members a payload carries.
    static let memberLimit = 50
    /// The largest body inflated for signing: more than the largest event there is.
    private static let inflateLimit = 64 << 20

    /// Chooses the options; the defaults are Stream's.
    public init(apiKey: String = Self.exampleAPIKey, compression: DialectOptions.Compression = .none) {
        self.apiKey = apiKey
        self.compression = compression
    }

    public var dialect: Dialect { .stream }
    public var defaultTimeout: Duration { .seconds(6) }
    public var userAgent: String { "Herald" }
    /// `Target-Agent` is not documented; public receivers test for it.
    public var staticHeaders: [(name: String, value: String)] {
        [
            ("content-type", "application/json"), ("user-agent", userAgent),
            ("target-agent", "Stream Webhook Client"),
        ]
    }

    /// The envelope. A payload's own `created_at` is kept, for it may be finer than Herald's milliseconds; its `type`
    /// gives way to the event's.
    public func body(for event: EventEnvelope) -> [UInt8] {
        let json = json(for: event)
        guard compression == .gzip else { return json }
        // What cannot be compressed goes out as it is: the header follows the body.
        return (try? Gzip.compress(json)) ?? json
    }

    private func json(for event: EventEnvelope) -> [UInt8] {
        let data = event.data
        var body: [UInt8] = []
        body.reserveCapacity(data.count + event.type.utf8.count + (event.requestInfo?.count ?? 0) + 160)
        body.append(contentsOf: #"{"type":"#.utf8)
        JSONStringWriter.append(event.type, to: &body)
        body.append(contentsOf: #","created_at":"#.utf8)
        if let own = JSONScanner.value(at: JSONPointer(tokens: ["created_at"]), in: data),
            data[own.lowerBound] == UInt8(ascii: "\"")
        {
            body.append(contentsOf: data[own])
        } else {
            Self.append(event.occurredAt, to: &body)
        }
        var info = event.requestInfo.map { StreamRequestInfo($0, at: 0..<$0.count) }
        for member in JSONScanner.members(of: data) {
            let key = data[member.key]
            if key.elementsEqual(#""type""#.utf8) || key.elementsEqual(#""created_at""#.utf8) { continue }
            if key.elementsEqual(#""request_info""#.utf8) {
                if info == nil, data[member.value.lowerBound] == UInt8(ascii: "{") {
                    info = StreamRequestInfo(data, at: member.value)
                }
                continue
            }
            body.append(UInt8(ascii: ","))
            body.append(contentsOf: key)
            body.append(UInt8(ascii: ":"))
            if key.elementsEqual(#""members""#.utf8) {
                Self.appendMembers(data, member.value, to: &body)
            } else {
                body.append(contentsOf: data[member.value])
            }
        }
        if let info {
            body.append(contentsOf: #","request_info":"#.utf8)
            info.append(to: &body)
        }
        body.append(UInt8(ascii: "}"))
        return body
    }

    /// RFC 3339 with six digits, as in the vendor's samples.
    private static func append(_ time: Timestamp, to body: inout [UInt8]) {
        body.append(UInt8(ascii: "\""))
        time.append(to: &body)
        body.removeLast()
        body.append(contentsOf: #"000Z""#.utf8)
    }

    private static func appendMembers(_ data: [UInt8], _ range: Range<Int>, to body: inout [UInt8]) {
        let first = JSONScanner.elements(of: data, in: range, limit: memberLimit + 1)
        guard first.count > memberLimit else { return body.append(contentsOf: data[range]) }
        body.append(contentsOf: data[range.lowerBound..<first[memberLimit - 1].upperBound])
        body.append(UInt8(ascii: "]"))
    }

    public func appendRequestHeaders(
        body: UnsafeRawBufferPointer, signer: Signer, request: WireRequest, into output: inout [UInt8]
    ) {
        output.append(contentsOf: "X-Webhook-Id: ".utf8)
        request.deliveryUUID.append(to: &output)
        output.append(contentsOf: "\r\nX-Webhook-Attempt: ".utf8)
        output.append(contentsOf: String(request.attempt).utf8)
        output.append(contentsOf: "\r\nX-Api-Key: ".utf8)
        output.append(contentsOf: apiKey.utf8)
        output.append(contentsOf: "\r\nX-Signature: ".utf8)
        // JSON never starts as gzip does.
        if Gzip.isGzip(body), let json = try? Gzip.inflate(Array(body), limit: Self.inflateLimit) {
            json.withUnsafeBytes { signer.current.appendHexSignature(of: $0, to: &output) }
            output.append(contentsOf: "\r\nContent-Encoding: gzip\r\n".utf8)
        } else {
            signer.current.appendHexSignature(of: body, to: &output)
            output.append(contentsOf: "\r\n".utf8)
        }
    }
}
