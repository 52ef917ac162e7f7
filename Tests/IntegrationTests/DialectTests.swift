import HTTPTypes
import HeraldJSON
import HeraldTestSupport
import Testing

/// A real server's deliveries in the other dialects, checked by Python.
@Suite(.serialized)
struct DialectTests {
    private static let payload: JSONValue = [
        "text": "héllo 🌍 a/b \u{2028} <b>", "count": .number(JSONNumber(Int64.max)),
        "ratio": .number(JSONNumber(validated: "0.1")), "list": [[:], .null],
    ]

    @Test(.timeLimit(.minutes(10)), arguments: ["sendbird", "stream"])
    func pythonVerifiesWithTheNetworksCredential(dialect: String) async throws {
        let sink = TestSink { $0.index == 0 ? .init(status: 500) : .ok }
        try await sink.run { url in
            try await withServer { client, _ in
                let made = try await client.expect(
                    201, "POST", "/v1/networks", ["name": "n", "dialect": .string(dialect)])
                let network = "/v1/networks/\(made["id"]?.string ?? "")"
                var settings = JSONObject([
                    .init("url", .string(url)), .init("retry", ["policy": "schedule", "delaysMs": [10]]),
                ])
                if dialect == "stream" { settings["compression"] = "gzip" }
                let webhook = try await client.expect(201, "POST", network + "/webhooks", .object(settings))
                let secret = try #require(webhook["secret"]?.string)
                let event: JSONValue = ["type": "message.new", "data": Self.payload]
                _ = try await client.expect(202, "POST", network + "/events", event)
                try await eventually("both attempts arrive") { sink.count == 2 }
                let arrivals = sink.arrivals
                #expect(arrivals[0].body == arrivals[1].body)
                let verdicts = try PythonVerifier.verdicts(
                    on: arrivals.map { .init(dialect: dialect, secrets: [secret], arrival: $0) })
                #expect(verdicts == ["ok message.new", "ok message.new"])
                guard dialect == "stream" else { return }
                let fields = ["x-webhook-id", "x-webhook-attempt", "x-api-key", "content-encoding"]
                    .compactMap { HTTPField.Name($0) }
                let values = arrivals.map { arrival in fields.map { arrival.headers[$0] ?? "" } }
                #expect(values[0][0] == values[1][0] && values[0][0].count == 36)
                #expect(values.map { $0[1] } == ["1", "2"])
                #expect(values.allSatisfy { $0[2] == made["credentials"]?["apiKey"]?.string && $0[3] == "gzip" })
            }
        }
    }

    @Test(
        .timeLimit(.minutes(10)),
        .enabled(
            if: PythonLibraries.hasStandardWebhooks,
            "Python has no 'standardwebhooks'; install it with: make test-deps"))
    func theLibraryOfStandardWebhooksVerifies() async throws {
        let sink = TestSink()
        try await sink.run { url in
            try await withServer { client, _ in
                let network = try await client.makeNetwork(["dialect": "standard"])
                let webhook = try await client.expect(201, "POST", network + "/webhooks", ["url": .string(url)])
                let first = try #require(webhook["secret"]?.string)
                let event: JSONValue = ["type": "order.shipped", "id": "order-1", "data": Self.payload]
                _ = try await client.expect(202, "POST", network + "/events", event)
                try await eventually("the event arrives") { sink.count == 1 }
                let one = "\(network)/webhooks/\(webhook["id"]?.string ?? "")"
                let rotated = try await client.expect(200, "POST", one + "/rotate-secret", ["overlapSeconds": 600])
                let second = try #require(rotated["secret"]?.string)
                _ = try await client.expect(202, "POST", network + "/events", ["type": "order.paid", "data": [:]])
                try await eventually("the second event arrives") { sink.count == 2 }
                let arrivals = sink.arrivals
                let verdicts = try PythonVerifier.verdicts(on: [
                    .init(dialect: "standard", secrets: [first], arrival: arrivals[0]),
                    // During the overlap either secret is right.
                    .init(dialect: "standard", secrets: [first, second], arrival: arrivals[1]),
                    .init(dialect: "standard", secrets: [second], arrival: arrivals[0]),
                ])
                #expect(verdicts.count == 3)
                #expect(verdicts.prefix(2) == ["ok order.shipped", "ok order.paid"])
                #expect(verdicts.last?.hasPrefix("WebhookVerificationError") == true)
                let id = try #require(HTTPField.Name("webhook-id"))
                #expect(arrivals[0].headers[id] == "order-1")
            }
        }
    }

    @Test(.timeLimit(.minutes(10)))
    func aReceiverThatIsGoneIsPausedUntilItIsResumed() async throws {
        let gone = TestSink { $0.index == 0 ? .init(status: 410) : .ok }
        let listener = TestSink()
        try await listener.run { listenerURL in
            try await gone.run { url in
                try await withServer { client, _ in
                    let network = try await client.makeNetwork(["dialect": "standard"])
                    let webhook = try await client.expect(
                        201, "POST", network + "/webhooks", ["url": .string(url), "maxConcurrency": 1])
                    _ = try await client.expect(
                        201, "POST", network + "/webhooks", ["url": .string(listenerURL), "events": ["herald.*"]])
                    let one = "\(network)/webhooks/\(webhook["id"]?.string ?? "")"
                    for type in ["a.b", "c.d"] {
                        _ = try await client.expect(
                            202, "POST", network + "/events", ["type": .string(type), "data": [:]])
                    }
                    try await eventually("the webhook is paused and its owner told") {
                        try await client.expect(200, "GET", one)["paused"] == true && listener.count == 1
                    }
                    let told = try JSONValue(parsing: listener.arrivals[0].body)
                    #expect(told["type"] == "herald.webhook.disabled" && told["data"]?["lastStatus"] == 410)
                    #expect(gone.count == 1)
                    _ = try await client.expect(200, "POST", one + "/resume")
                    try await eventually("what waited is sent") { gone.count == 3 }
                }
            }
        }
    }
}
