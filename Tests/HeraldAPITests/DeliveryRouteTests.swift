import HTTPTypes
import HeraldJSON
import HeraldModel
import HeraldStore
import Testing

@Suite struct DeliveryRouteTests {
    /// Publishes one event and fails its delivery after two attempts.
    private func failedDelivery(_ harness: Harness, _ client: Client, _ network: String) async throws -> String {
        _ = try await client.post(network + "/events", #"{"type":"channel.didCreate","data":{},"id":"e"}"#)
        let list = try await client.get(network + "/deliveries")
        let id = try #require(list["data"].array?.first?["id"]?.string)
        let delivery = try #require(DeliveryID(id))
        let webhook = try #require(list["data"].array?.first?["webhookId"]?.string.flatMap { WebhookID($0) })
        var timing = AttemptTiming(isReused: false)
        timing.connectMicroseconds = 250
        timing.firstByteMicroseconds = 1000
        let first = Attempt(
            number: 1, startedAt: harness.clock.now, durationMicroseconds: 1500, status: 503, error: nil,
            responseHead: Array("Content-Type: text/plain\r\n".utf8), responseBody: Array("busy".utf8), timing: timing)
        let due = harness.clock.now.advanced(byMilliseconds: 1000)
        try await harness.store.settle([
            Settlement(
                deliveryID: delivery, webhookID: webhook, payloadBytes: 2, attempt: first, decision: .retry(at: due))
        ])
        let waiting = try await client.get("\(network)/deliveries/\(id)")
        #expect(waiting["status"] == "waiting" && waiting["nextAttemptAt"] == .string(due.description))
        let second = Attempt(
            number: 2, startedAt: due, durationMicroseconds: 1_500_000, status: nil, error: "timeout")
        try await harness.store.settle([
            Settlement(
                deliveryID: delivery, webhookID: webhook, payloadBytes: 2, attempt: second,
                decision: .failed(reason: "No attempts left."))
        ])
        return id
    }

    @Test func aDeliveryShowsItsAttempts() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let webhook = try await client.webhook(network)
            let id = try await failedDelivery(harness, client, network)
            let reply = try await client.get("\(network)/deliveries/\(id)")
            let event = try #require(try await client.get("\(network)/events/e")["heraldId"].string)
            #expect(
                reply.json == [
                    "id": .string(id), "eventId": "e", "webhookId": .string(webhook), "type": "channel.didCreate",
                    "status": "failed", "attemptCount": 2, "nextAttemptAt": .null, "reason": "No attempts left.",
                    "createdAt": "2026-01-02T03:04:05.678Z",
                    "links": [
                        "event": .string("\(network)/events/\(event)"),
                        "webhook": .string("\(network)/webhooks/\(webhook)"),
                    ],
                    "attempts": [
                        [
                            "number": 1, "legacy": false, "startedAt": "2026-01-02T03:04:05.678Z",
                            "durationMs": .number(.init(validated: "1.5")), "status": 503, "error": .null,
                            "timing": [
                                "connectMs": .number(.init(validated: "0.25")), "firstByteMs": 1, "reused": false,
                            ],
                            "responseHeaders": ["content-type": "text/plain"], "responseBody": "busy",
                        ],
                        [
                            "number": 2, "legacy": false, "startedAt": "2026-01-02T03:04:06.678Z", "durationMs": 1500,
                            "status": .null, "error": "timeout", "timing": .null, "responseHeaders": [:],
                            "responseBody": "",
                        ],
                    ],
                ])
        }
    }

    @Test func retryingMakesItOwedAgain() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let webhook = try await client.webhook(network)
            let id = try await failedDelivery(harness, client, network)
            let reply = try await client.post("\(network)/deliveries/\(id)/retry")
            #expect(reply.status == 202 && reply["status"] != "failed" && reply["nextAttemptAt"] == .null)
            _ = try await client.delete("\(network)/webhooks/\(webhook)")
            let gone = try await client.post("\(network)/deliveries/\(id)/retry")
            #expect(gone.status == 409 && gone.code == "webhook_deleted")
            #expect(try await client.post("\(network)/deliveries/dlv_0000000000001/retry").status == 404)
            #expect(try await client.get("\(network)/deliveries/nonsense").status == 404)
        }
    }

    @Test func listsAreFilteredAndPaged() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let one = try await client.webhook(network)
            let two = try await client.webhook(network, #""events":["follow.*"]"#)
            _ = try await failedDelivery(harness, client, network)
            harness.clock.advance(seconds: 60)
            _ = try await client.post(network + "/events", #"{"type":"follow.didCreate","data":{}}"#)
            let rows: [(query: String, count: Int)] = [
                ("", 3), ("?status=failed", 1), ("?status=pending,failed", 3), ("?status=delivered", 0),
                ("?webhook=\(one)", 2), ("?webhook=\(two)", 1), ("?type=follow.*", 2),
                ("?since=2026-01-02T03:05:00Z", 2), ("?until=2026-01-02T03:05:00Z", 1),
            ]
            for row in rows {
                let reply = try await client.get(network + "/deliveries" + row.query)
                #expect(reply["data"].array?.count == row.count, "\(row.query)")
            }
            var seen: Set<String> = []
            var path: String? = network + "/deliveries?limit=1"
            while let next = path {
                let page = try await client.get(next)
                seen.formUnion(page["data"].array?.compactMap { $0["id"]?.string } ?? [])
                path = page["nextCursor"].string.map { network + "/deliveries?limit=1&cursor=\($0)" }
            }
            #expect(seen.count == 3)
            for query in ["status=lost", "webhook=x", "since=now"] {
                #expect(try await client.get(network + "/deliveries?" + query).code == "invalid_parameter")
            }
        }
    }
}
