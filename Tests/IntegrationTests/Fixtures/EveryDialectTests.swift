import HTTPTypes
import HeraldJSON
import HeraldReceiver
import HeraldTestSupport
import Testing

/// What a server sends, checked by the library for those who receive: one event through each dialect.
@Suite(.serialized)
struct EveryDialectTests {
    private static let standardSecret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX"

    struct Case: Sendable, CustomTestStringConvertible {
        let provider: Provider
        let type: String
        let network: JSONValue
        let webhook: JSONValue
        let secret: String

        var testDescription: String { "\(provider.rawValue) \(webhook.encodedString.contains("gzip") ? "gzip" : "")" }
    }

    static let cases: [Case] = [
        Case(
            provider: .socialplus, type: "channel.didClose", network: [:], webhook: ["secret": "whsec-test-1"],
            secret: "whsec-test-1"),
        Case(
            provider: .sendbird, type: "group_channel:create",
            network: ["dialect": "sendbird", "credentials": ["appId": "A1", "masterApiToken": "token-1"]], webhook: [:],
            secret: "token-1"),
        Case(
            provider: .stream, type: "message.new",
            network: ["dialect": "stream", "credentials": ["apiKey": "k1", "apiSecret": "secret-1"]], webhook: [:],
            secret: "secret-1"),
        Case(
            provider: .stream, type: "message.new",
            network: ["dialect": "stream", "credentials": ["apiKey": "k1", "apiSecret": "secret-1"]],
            webhook: ["compression": "gzip"], secret: "secret-1"),
        Case(
            provider: .standard, type: "contact.created", network: ["dialect": "standard"],
            webhook: ["secret": .string(standardSecret)], secret: standardSecret),
    ]

    @Test(.timeLimit(.minutes(10)), arguments: cases)
    func isVerifiedOnBothAttempts(test: Case) async throws {
        let sink = TestSink { $0.index == 0 ? .init(status: 500) : .ok }
        let data: JSONValue = [
            "channel": ["channelId": "c1", "channel_url": "c1", "cid": "messaging:c1", "name": "Süd/West 🌍 \u{2028}"],
            "big": .number(JSONNumber(Int64.max)), "small": .number(JSONNumber(validated: "5e-324")),
        ]
        try await sink.run { url in
            try await withServer { client, _ in
                let network = try await client.makeNetwork(test.network)
                var body = JSONObject([
                    .init("url", .string(url)), .init("events", ["*"]),
                    .init("retry", ["policy": "schedule", "delaysMs": [10]]),
                ])
                for member in test.webhook.object?.members ?? [] { body[member.key] = member.value }
                try await client.expect(201, "POST", network + "/webhooks", .object(body))
                let event: JSONValue = ["type": .string(test.type), "data": data]
                try await client.expect(202, "POST", network + "/events", event)
                try await eventually("both attempts arrive") { sink.count == 2 }
            }
        }
        let receiver = Receiver(provider: test.provider, secrets: [test.secret])
        let events = try sink.arrivals.map { arrival in
            let headers = arrival.headers.map { (name: $0.name.rawName, value: $0.value) }
            return try #require(receiver.verify(headers: headers, body: arrival.body).event)
        }
        #expect(events.map(\.type) == [test.type, test.type])
        #expect(Set(events.map(\.id)).count == 1)
        #expect(Set(sink.arrivals.map(\.body)).count == 1)
        for event in events {
            #expect(event.data["channel"]?["name"] == "Süd/West 🌍 \u{2028}")
            // social.plus's receivers may parse and write again in JavaScript, which has only doubles.
            let big = test.provider == .socialplus ? "9223372036854776000" : "9223372036854775807"
            #expect(event.data["big"]?.encodedString == big)
            #expect(event.data["small"]?.encodedString == "5e-324")
        }
        #expect(events.map(\.attempt) == (test.provider == .stream ? [1, 2] : [nil, nil]))
        #expect(events.allSatisfy { ($0.occurredAt == nil) == [.socialplus, .sendbird].contains(test.provider) })
        if test.provider != .standard { #expect(events.first?.channel?.hasSuffix("c1") == true) }
    }
}
