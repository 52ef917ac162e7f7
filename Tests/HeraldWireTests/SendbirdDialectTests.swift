import HeraldJSON
import HeraldModel
import HeraldWire
import Testing

@Suite struct SendbirdDialectTests {
    private static let token = "sb-test-token"
    private let dialect = SendbirdDialect()

    @Test func writesTheReferenceBody() throws {
        let data =
            #"{"blocker":{"user_id":"u1","nickname":"A","profile_url":"https://cdn.example/a.png","metadata":{}},"#
            + #""blockee":{"user_id":"u2","nickname":"é😀","profile_url":"","metadata":{}}}"#
        let body = dialect.body(for: try event("user:block", data))
        #expect(
            String(decoding: body, as: UTF8.self)
                == #"{"category":"user:block","blocker":{"user_id":"u1","nickname":"A","profile_url":"https:\/\/cdn"#
                + #".example\/a.png","metadata":{}},"blockee":{"user_id":"u2","nickname":"\u00e9\ud83d\ude00","#
                + #""profile_url":"","metadata":{}},"app_id":"00000000-0000-0000-0000-000000000000"}"#)
        #expect(body.count == 264)
        #expect(signature(of: body) == "32781dac1620f191bc7cf2fcb833546792cc5facac202092dca3311068a8f362")
    }

    @Test(arguments: [
        ("", "bf10d5e721bdd41578dca6ada2c64db46ff465c90d941a223ae85ee2a83ff3ad"),
        ("{}", "e4a6a3bc7585eec238cb7d25aba6b065738404be33eedb27003e9dbb67d24f87"),
    ])
    func matchesTheReferenceSignatures(body: String, expected: String) {
        #expect(signature(of: Array(body.utf8)) == expected)
    }

    @Test func writesTheHeadersInTheVendorsOrder() {
        let signature = "e4a6a3bc7585eec238cb7d25aba6b065738404be33eedb27003e9dbb67d24f87"
        #expect(
            headers(Array("{}".utf8))
                == "accept-encoding: gzip, deflate\r\naccept: */*\r\nuser-agent: SendBird\r\n"
                + "x-signature: \(signature)\r\ncontent-type: application/json\r\nunicode-escaped: true\r\n"
                + "x-sendbird-signature: \(signature)\r\n")
        #expect(dialect.staticHeaders.isEmpty)
        #expect(dialect.defaultTimeout == .seconds(5))
        #expect(!dialect.hasLegacyRequest && dialect.goneStatus == nil)
        #expect(dialect.isSuccess(status: 204) && !dialect.isSuccess(status: 302) && !dialect.isSuccess(status: 400))
    }

    @Test(arguments: [
        (#"{"a":"/"}"#, #""a":"\/""#),
        (#"{"a":"<\/script>"}"#, #""a":"<\/script>""#),
        (#"{"é":"ü"}"#, #""\u00e9":"\u00fc""#),
        (#"{"a":"\u2028\u2029"}"#, #""a":"\u2028\u2029""#),
        ("{\"a\":\"\u{2028}raw\u{A0}\"}", #""a":"\u2028raw\u00a0""#),
        (#"{"a":"👩‍👩‍👧"}"#, #""a":"\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67""#),
        (#"{"a":"\ud83d"}"#, #""a":"\ud83d""#),
        (#"{"a":"\u0001\u001f\b\f\n\r\t\"\\"}"#, #""a":"\u0001\u001f\b\f\n\r\t\"\\""#),
        (#"{"a":"￿\uffff\u007f"}"#, "\"a\":\"\\uffff\\uffff\u{7F}\""),
        (
            #"{"a":[9223372036854775807,-9223372036854775808,18446744073709551615]}"#,
            #""a":[9223372036854775807,-9223372036854775808,18446744073709551615]"#
        ),
        (
            #"{"a":[1.7976931348623157e308,5e-324,0.1,1e21,-0]}"#,
            #""a":[1.7976931348623157e+308,5e-324,0.1,1e+21,0]"#
        ),
        (#"{"category":"mine","x":1,"app_id":"other"}"#, #""x":1"#),
        (#"{"b":1,"a":{"category":"kept","app_id":"/"}}"#, #""b":1,"a":{"category":"kept","app_id":"\/"}"#),
    ])
    func writesEveryValueAsTheVendorDoes(data: String, members: String) throws {
        let body = dialect.body(for: try event("x:y", data))
        #expect(
            String(decoding: body, as: UTF8.self)
                == #"{"category":"x:y","# + members + #","app_id":"00000000-0000-0000-0000-000000000000"}"#)
    }

    @Test func writesAnEmptyPayload() throws {
        let body = SendbirdDialect(appID: #"A/"é"#).body(for: try event("x/y", "{}"))
        #expect(String(decoding: body, as: UTF8.self) == #"{"category":"x\/y","app_id":"A\/\"\u00e9"}"#)
    }

    @Test(arguments: [
        ("group_channel:create", false, #"{"a":1,"members":[{"user_id":"u"}]}"#, #""a":1"#),
        ("profanity_filter:replace", false, #"{"members":[],"a":1}"#, #""a":1"#),
        ("custom", false, #"{"members":[1]}"#, #""members":[1]"#),
        ("profanity_filter:block", false, #"{"members":[1]}"#, #""members":[1]"#),
        ("group_channel:create", true, #"{"members":[{"user_id":"u"}]}"#, #""members":[{"user_id":"u"}]"#),
        (
            "group_channel:create", true, #"{"members":[1],"channel":{"is_super":true}}"#,
            #""channel":{"is_super":true}"#
        ),
        (
            "group_channel:create", true, #"{"members":[1],"channel":{"is_super":false}}"#,
            #""members":[1],"channel":{"is_super":false}"#
        ),
    ])
    func includeMembersGatesMembers(type: String, isOn: Bool, data: String, members: String) throws {
        let body = SendbirdDialect(appID: "A", includeMembers: isOn).body(for: try event(type, data))
        #expect(
            String(decoding: body, as: UTF8.self) == #"{"category":"\#(type)","# + members + #","app_id":"A"}"#)
    }

    @Test func includeUnreadCountGatesTheCounters() throws {
        let person =
            #"{"unread_message_count":1,"user_id":"u/1","total_unread_message_count":2,"is_hidden":0,"#
            + #""channel_unread_message_count":3,"channel_mention_count":4}"#
        let data =
            #"{"members":[\#(person),7,[]],"read_updates":[\#(person)],"users":[\#(person)],"unread_message_count":5}"#
        let event = try event("group_channel:message_read", data)
        let all = SendbirdDialect(appID: "A", includeMembers: true, includeUnreadCount: true).body(for: event)
        let escaped = data.replacing("/", with: #"\/"#)
        #expect(
            String(decoding: all, as: UTF8.self)
                == #"{"category":"group_channel:message_read","# + escaped.dropFirst().dropLast() + #","app_id":"A"}"#)
        let few = SendbirdDialect(appID: "A", includeMembers: true).body(for: event)
        let short = #"{"user_id":"u\/1","is_hidden":0,"channel_mention_count":4}"#
        let kept = person.replacing("/", with: #"\/"#)
        #expect(
            String(decoding: few, as: UTF8.self)
                == #"{"category":"group_channel:message_read","members":[\#(short),7,[]],"read_updates":[\#(short)],"#
                + #""users":[\#(kept)],"unread_message_count":5,"app_id":"A"}"#)
    }

    /// Receivers parse the body, and some write it again and replace the slashes (fixture R11).
    @Test func surviveARoundTripOfAnyPayload() throws {
        var random = RandomJSON(seed: 20_260_115)
        for _ in 0..<400 {
            let payload = random.object()
            let data = try JSONCanonicalizer.canonicalize(payload.encoded(), keepsIntegers: true)
            let body = dialect.body(for: envelope("x:y", data))
            #expect(body.allSatisfy { $0 < 0x80 })
            let parsed = try JSONValue(parsing: body)
            var expected = JSONObject([.init("category", "x:y")])
            for member in try JSONValue(parsing: data).object?.members ?? [] { expected[member.key] = member.value }
            expected["app_id"] = .string(SendbirdDialect.exampleAppID)
            #expect(parsed == .object(expected))
        }
    }

    private func event(_ type: String, _ data: String) throws -> EventEnvelope {
        envelope(type, try JSONCanonicalizer.canonicalize(Array(data.utf8), keepsIntegers: true))
    }

    private func envelope(_ type: String, _ data: [UInt8]) -> EventEnvelope {
        EventEnvelope(
            id: "e1", networkID: "net_1", type: type, data: data, occurredAt: Timestamp(milliseconds: 1))
    }

    private func headers(_ body: [UInt8]) -> String {
        var output: [UInt8] = []
        body.withUnsafeBytes {
            dialect.appendRequestHeaders(
                body: $0, signer: Signer(newest: Self.token), request: .sample, into: &output)
        }
        return String(decoding: output, as: UTF8.self)
    }

    private func signature(of body: [UInt8]) -> String? {
        headers(body).split(separator: "\r\n").first { $0.hasPrefix("x-sendbird-signature: ") }
            .map { String($0.dropFirst("x-sendbird-signature: ".count)) }
    }
}
