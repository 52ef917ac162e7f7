import HeraldJSON
import HeraldTestSupport
import Testing

/// What a server refuses, each with its own problem document, and that it lives on.
@Suite(.serialized)
struct RefusalTests {
    @Test(.timeLimit(.minutes(10)))
    func everyRefusalNamesItsReason() async throws {
        try await withServer { client, _ in
            let network = try await client.makeNetwork(["validation": "strict"])
            let hooks = network + "/webhooks"
            let addresses = [
                "http://169.254.169.254/latest", "http://[::ffff:10.0.0.1]/", "http://2852039166/",
                "http://0xa9fea9fe/",
                "http://10.1/", "http://0251.0376.0251.0376/", "http://[fe80::1]/", "http://192.168.0.1:8080/",
            ]
            for url in addresses {
                try await Self.expect(
                    client, 422, "forbidden_address", "/url", hooks, ["url": .string(url), "events": ["*"]])
            }
            let long = "https://example.com/" + String(repeating: "a", count: 300_000)
            for url in ["ftp://example.com/", "https:///path", "https://user:secret@example.com/", long] {
                let answer = try await client.call("POST", hooks, ["url": .string(url), "events": ["*"]])
                #expect(answer.status == 422)
                #expect(answer.body["errors"]?.array?.first?["pointer"]?.string == "/url")
                #expect(!answer.body.encodedString.contains("secret"))
            }
            for number in 0..<10 {
                _ = try await client.makeWebhook(network, url: "http://127.0.0.1:9/\(number)")
            }
            try await Self.expect(
                client, 409, "webhook_limit_reached", nil, hooks, ["url": "http://127.0.0.1:9/11", "events": ["*"]])

            let events = network + "/events"
            try await Self.expect(
                client, 422, "unknown_event_type", "/type", events, ["type": "chanel.didClose", "data": [:]])
            let malformed = try await client.call(
                "POST", events, bytes: Array(#"{"type":"#.utf8), type: "application/json")
            #expect(malformed.status == 400 && malformed.body["code"]?.string == "malformed_json")
            let big =
                #"{"type":"channel.didClose","data":{"channel":{"channelId":"c"},"x":""#
                + String(repeating: "x", count: 2 << 20) + #""}}"#
            let tooLarge = try await client.call("POST", events, bytes: Array(big.utf8), type: "application/json")
            #expect(tooLarge.status == 413 && tooLarge.body["code"]?.string == "payload_too_large")
            let good: JSONValue = ["type": "channel.didClose", "data": ["channel": ["channelId": "c"]]]
            let batch = try await client.call("POST", events, .array([good, ["type": "channel.didClose"], good]))
            #expect(batch.status == 422)
            #expect(batch.body["errors"]?.array?.first?["pointer"]?.string?.hasPrefix("/1") == true)
            let stored = try await client.expect(200, "GET", events)
            #expect(stored["data"]?.array?.isEmpty == true, "nothing of a refused batch may be stored")

            let stranger = HeraldClient(url: client.url, key: "wrong")
            let unauthorised = try await stranger.call("POST", events, good)
            #expect(unauthorised.status == 401)
            #expect(unauthorised.headers["content-type"] == "application/problem+json")
            #expect(try await client.call("GET", "/healthz").status == 200)
            #expect(try await client.call("GET", "/readyz").status == 200)
        }
    }

    private static func expect(
        _ client: HeraldClient, _ status: Int, _ code: String, _ pointer: String?, _ path: String, _ body: JSONValue
    ) async throws {
        let answer = try await client.call("POST", path, body)
        #expect(answer.status == status, "\(body.encodedString)")
        #expect(answer.headers["content-type"] == "application/problem+json")
        #expect(answer.body["code"]?.string == code, "\(body.encodedString): \(answer.body.encodedString)")
        if let pointer { #expect(answer.body["errors"]?.array?.first?["pointer"]?.string == pointer) }
        #expect(answer.body["detail"]?.string?.isEmpty == false)
    }
}
