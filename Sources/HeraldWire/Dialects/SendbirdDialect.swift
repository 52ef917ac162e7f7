internal import HeraldJSON
public import HeraldModel

/// The wire format of Sendbird Chat (`reference/sendbird.md` §2).
///
/// - Body: `{"category":type,…data keys…,"app_id":…}`, compact, `/` as `\/`, everything outside ASCII as lower-case
///   `\uXXXX`, so that receivers that parse, write and replace `/` again come to the same bytes.
/// - Signature: lower-case hexadecimal HMAC-SHA256 over the body under the master API token, in two headers alike.
/// - The headers stand in the order Sendbird's stand in.
public struct SendbirdDialect: WireDialect {
    /// The application's id.
    public let appID: String
    /// Leave `members` in the payloads that have it.
    public let includeMembers: Bool
    /// Leave the unread counters.
    public let includeUnreadCount: Bool
    private let rules: PayloadRules

    /// The application id of requests that are made without a network.
    public static let exampleAppID = "00000000-0000-0000-0000-000000000000"

    /// Chooses the options; the defaults are Sendbird's.
    public init(
        appID: String = Self.exampleAppID, includeMembers: Bool = false, includeUnreadCount: Bool = false
    ) {
        self.appID = appID
        self.includeMembers = includeMembers
        self.includeUnreadCount = includeUnreadCount
        rules = PayloadRules(includeUnreadCount: includeUnreadCount)
    }

    public var dialect: Dialect { .sendbird }
    public var defaultTimeout: Duration { .seconds(5) }
    public var userAgent: String { "SendBird" }
    /// None: Sendbird's stand between and after the signatures, see ``appendRequestHeaders(body:signer:request:into:)``.
    public var staticHeaders: [(name: String, value: String)] { [] }

    /// The envelope: the payload's own `category` and `app_id` give way to the event's.
    public func body(for event: EventEnvelope) -> [UInt8] {
        var body: [UInt8] = []
        body.reserveCapacity(event.data.count + event.data.count / 8 + event.type.utf8.count + 96)
        body.append(contentsOf: #"{"category":"#.utf8)
        Self.append(text: event.type, to: &body)
        let omitsMembers = omitsMembers(of: event)
        for member in JSONScanner.members(of: event.data) {
            let key = event.data[member.key]
            if PayloadRules.isEnvelopeKey(key) || omitsMembers && PayloadRules.isMembers(key) { continue }
            body.append(UInt8(ascii: ","))
            EscapedJSON.append(event.data, member.key, to: &body)
            body.append(UInt8(ascii: ":"))
            rules.appendValue(of: member, in: event.data, to: &body)
        }
        body.append(contentsOf: #","app_id":"#.utf8)
        Self.append(text: appID, to: &body)
        body.append(UInt8(ascii: "}"))
        return body
    }

    /// Only payloads of group channels and of `profanity_filter:replace` have `members`, those of Supergroup channels
    /// never (§5).
    private func omitsMembers(of event: EventEnvelope) -> Bool {
        guard event.type.hasPrefix("group_channel:") || event.type == "profanity_filter:replace" else { return false }
        guard includeMembers else { return true }
        return JSONScanner.value(at: JSONPointer(tokens: ["channel", "is_super"]), in: event.data)
            .map { event.data[$0].elementsEqual("true".utf8) } ?? false
    }

    private static func append(text: String, to output: inout [UInt8]) {
        var literal: [UInt8] = []
        JSONStringWriter.append(text, to: &literal)
        EscapedJSON.append(literal, 0..<literal.count, to: &output)
    }

    public func appendRequestHeaders(
        body: UnsafeRawBufferPointer, signer: Signer, request: WireRequest, into output: inout [UInt8]
    ) {
        output.append(contentsOf: "accept-encoding: gzip, deflate\r\naccept: */*\r\nuser-agent: SendBird\r\n".utf8)
        output.append(contentsOf: "x-signature: ".utf8)
        let start = output.count
        signer.current.appendHexSignature(of: body, to: &output)
        let signature = output[start...]
        output.append(contentsOf: "\r\ncontent-type: application/json\r\nunicode-escaped: true\r\n".utf8)
        output.append(contentsOf: "x-sendbird-signature: ".utf8)
        output.append(contentsOf: signature)
        output.append(contentsOf: "\r\n".utf8)
    }
}
