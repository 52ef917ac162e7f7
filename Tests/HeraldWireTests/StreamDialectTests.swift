import HeraldGzip
import HeraldJSON
import HeraldModel
import HeraldWire
import Testing

@Suite struct StreamDialectTests {
    private let dialect = StreamDialect(apiKey: "key1")

    @Test(arguments: [
        (
            #"{"type":"message.new","cid":"messaging:fun","created_at":"2020-03-30T07:54:46.295138Z"}"#,
            "d74193d7f4b6323294052c87b7d97476ef5f08a4a783cd4c1be28e65b0c116bc"
        ),
        (
            "{\"type\":\"message.new\",\"message\":{\"text\":\"héllo <b> & \u{2028} 😀\"}}",
            "376bc09fb6fec0d991160973f355d4600d95db24eef472c4a9f64208e2dde534"
        ),
        ("", "f9e66e179b6747ae54108f82f8ade8b3c25d76fd30afde6c395822c530196169"),
    ])
    func matchesTheReferenceSignatures(body: String, expected: String) throws {
        let plain = Array(body.utf8)
        #expect(headers(plain).hasSuffix("X-Api-Key: key1\r\nX-Signature: \(expected)\r\n"))
        guard !body.isEmpty else { return }
        let lines = headers(try Gzip.compress(plain))
        #expect(lines.hasSuffix("X-Signature: \(expected)\r\nContent-Encoding: gzip\r\n"))
    }

    @Test func namesTheDeliveryAndTheAttempt() {
        var request = WireRequest.sample
        request.attempt = 3
        let uuid = DeliveryUUID(delivery: request.delivery, network: request.network)
        #expect(
            headers([], request: request).hasPrefix("X-Webhook-Id: \(uuid)\r\nX-Webhook-Attempt: 3\r\nX-Api-Key:"))
        #expect(dialect.defaultTimeout == .seconds(6))
        #expect(dialect.staticHeaders.first?.name == "content-type")
        #expect(dialect.staticHeaders.first?.value == "application/json")
    }

    @Test(arguments: [
        ("{}", ""),
        (#"{"cid":"messaging:fun","n":9223372036854775807}"#, #","cid":"messaging:fun","n":9223372036854775807"#),
        (#"{"type":"other","b":1,"a":"/é\u2028<"}"#, ",\"b\":1,\"a\":\"/é\u{2028}<\""),
        (#"{"request_info":7,"a":1}"#, #","a":1"#),
        (
            #"{"request_info":{"type":"client","ip":"1.2.3.4"},"a":1}"#,
            #","a":1,"request_info":{"type":"client","ip":"1.2.3.4","user_agent":"","sdk":"","ext":""}"#
        ),
    ])
    func writesTheEnvelope(data: String, members: String) throws {
        let body = dialect.body(for: try event(data))
        #expect(
            String(decoding: body, as: UTF8.self)
                == #"{"type":"message.new","created_at":"2026-01-02T03:04:05.678000Z""# + members + "}")
    }

    @Test func keepsAFinerTimeOfThePayload() throws {
        let body = dialect.body(for: try event(#"{"cid":"a:b","created_at":"2020-03-30T07:54:46.295138971Z"}"#))
        #expect(
            String(decoding: body, as: UTF8.self)
                == #"{"type":"message.new","created_at":"2020-03-30T07:54:46.295138971Z","cid":"a:b"}"#)
        let odd = dialect.body(for: try event(#"{"created_at":5}"#))
        #expect(
            String(decoding: odd, as: UTF8.self)
                == #"{"type":"message.new","created_at":"2026-01-02T03:04:05.678000Z"}"#)
    }

    @Test(arguments: [
        (
            #"{"type":"server","ip":"::1","userAgent":"UA \"x\"","sdk":"s","ext":"device-id=123"}"#,
            #"{"type":"server","ip":"::1","user_agent":"UA \"x\"","sdk":"s","ext":"device-id=123"}"#
        ),
        (
            #"{"user_agent":"a","userAgent":"b","ext":5,"sdk":true,"ip":null,"other":"x"}"#,
            #"{"type":"","ip":"","user_agent":"a","sdk":"true","ext":"5"}"#
        ),
        ("{}", #"{"type":"","ip":"","user_agent":"","sdk":"","ext":""}"#),
    ])
    func writesTheRequestInfo(given: String, expected: String) throws {
        var event = try event(#"{"request_info":{"ip":"from the payload"},"a":1}"#)
        event.requestInfo = Array(given.utf8)
        let body = String(decoding: dialect.body(for: event), as: UTF8.self)
        #expect(body.hasSuffix(#","a":1,"request_info":\#(expected)}"#))
    }

    @Test(arguments: [0, 1, 49, 50, 51, 500])
    func sendsAtMostFiftyMembers(count: Int) throws {
        let members = (0..<count).map { #"{"user_id":"u\#($0)","tags":[",]",{"a":"}"}]}"# }
        let body = dialect.body(for: try event(#"{"members":[\#(members.joined(separator: ","))],"z":1}"#))
        let parsed = try JSONValue(parsing: body)
        #expect(parsed["members"]?.array?.count == min(count, 50))
        #expect(parsed["members"]?.array?.last?["user_id"]?.string == (count == 0 ? nil : "u\(min(count, 50) - 1)"))
        #expect(parsed["z"] == 1)
    }

    @Test func compressesTheSameBytesTheSameWay() throws {
        let zipped = StreamDialect(apiKey: "key1", compression: .gzip)
        let event = try event(#"{"text":"\#(String(repeating: "hello ", count: 2000))"}"#)
        let body = zipped.body(for: event)
        #expect(body == zipped.body(for: event))
        #expect(body.count < 400)
        #expect(try Gzip.inflate(body, limit: 1 << 20) == dialect.body(for: event))
    }

    @Test func passesAnyPayloadThrough() throws {
        var random = RandomJSON(seed: 7)
        for _ in 0..<300 {
            let data = try JSONCanonicalizer.canonicalize(random.object().encoded(), keepsIntegers: true)
            let parsed = try JSONValue(parsing: dialect.body(for: try event(String(decoding: data, as: UTF8.self))))
            var expected = JSONObject([
                .init("type", "message.new"), .init("created_at", "2026-01-02T03:04:05.678000Z"),
            ])
            for member in try JSONValue(parsing: data).object?.members ?? [] { expected[member.key] = member.value }
            #expect(parsed == .object(expected))
        }
    }

    private func event(_ data: String) throws -> EventEnvelope {
        EventEnvelope(
            id: "e1", networkID: "net_1", type: "message.new",
            data: try JSONCanonicalizer.canonicalize(Array(data.utf8), keepsIntegers: true),
            occurredAt: Timestamp(milliseconds: 1_767_323_045_678))
    }

    private func headers(_ body: [UInt8], request: WireRequest = .sample) -> String {
        var output: [UInt8] = []
        body.withUnsafeBytes {
            dialect.appendRequestHeaders(body: $0, signer: Signer(newest: "secret"), request: request, into: &output)
        }
        return String(decoding: output, as: UTF8.self)
    }
}
