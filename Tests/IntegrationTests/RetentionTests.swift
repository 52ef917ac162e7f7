import HeraldJSON
import HeraldTestSupport
import Testing

/// What users see of retention, with ages of a second.
@Suite(.serialized)
struct RetentionTests {
    @Test(.timeLimit(.minutes(10)))
    func anExpiredPayloadIsShownAsSuch() async throws {
        let sink = TestSink { _ in .ok }
        try await sink.run { url in
            let ages = ["HERALD_RETENTION_PAYLOADS": "1s", "HERALD_RETENTION_ATTEMPTS": "1s"]
            try await withServer(environment: ages) { client, _ in
                let network = try await client.makeNetwork()
                let webhook = try await client.makeWebhook(network, url: url)
                let event = try await client.publish(network, id: "old")
                try await eventually("the payload expires") {
                    try await client.expect(200, "GET", network + "/events/\(event)")["payloadExpired"]?.bool == true
                }
                let shown = try await client.expect(200, "GET", network + "/events/\(event)")
                #expect(shown["data"] == .null && shown["type"]?.string == "channel.didClose")
                let listed = try await client.expect(200, "GET", network + "/events")["data"]?.array?.first
                #expect(listed?["data"] == .null && listed?["payloadExpired"]?.bool == true)

                let id = try #require(shown["deliveries"]?.array?.first?["id"]?.string)
                try await eventually("the attempt expires") {
                    try await client.expect(200, "GET", network + "/deliveries/\(id)")["attemptsExpired"]?.bool == true
                }
                let delivery = try await client.expect(200, "GET", network + "/deliveries/\(id)")
                #expect(delivery["status"]?.string == "delivered" && delivery["attempts"]?.array?.isEmpty == true)
                #expect(delivery["attemptCount"]?.integer == 1)

                let retry = try await client.call("POST", network + "/deliveries/\(id)/retry")
                #expect(retry.status == 409 && retry.body["code"]?.string == "payload_expired")
                let replay = try await client.expect(
                    200, "POST", network + "/replays",
                    [
                        "webhook": webhook["id"] ?? .null, "since": "2020-01-01T00:00:00Z", "status": "all",
                        "dryRun": true,
                    ])
                #expect(replay["matched"]?.integer == 0)

                let duplicate = try await client.publish(network, id: "old")
                #expect(duplicate == "old")
                let metrics = try #require(try await client.call("GET", "/metrics").body.string)
                #expect(metrics.contains(#"herald_pruned_total{kind="payloads"} 1"#))
                #expect(metrics.contains(#"herald_pruned_total{kind="attempts"} 1"#))
                #expect(metrics.contains(#"herald_store_bytes{use="used"}"#))
                #expect(metrics.contains("herald_backlog_bytes 0"))
            }
        }
        #expect(sink.count == 1)
    }

    @Test(.timeLimit(.minutes(10)))
    func whatIsFinishedGoesAndWhatIsOwedStays() async throws {
        let sink = TestSink { _ in .ok }
        try await sink.run { url in
            let ages = [
                "HERALD_RETENTION_PAYLOADS": "1s", "HERALD_RETENTION_ATTEMPTS": "1s",
                "HERALD_RETENTION_DELIVERIES": "1s",
            ]
            try await withServer(environment: ages) { client, _ in
                let network = try await client.makeNetwork()
                let webhook = try await client.makeWebhook(network, url: url)
                let id = try #require(webhook["id"]?.string)
                let first = try await client.publish(network)
                try await eventually("the finished delivery and its event go") {
                    try await client.call("GET", network + "/events/\(first)").status == 404
                }
                _ = try await client.expect(200, "POST", network + "/webhooks/\(id)/pause")
                let held = try await client.publish(network, channel: "held")
                let other = try await client.makeNetwork()
                // Nobody wants this one; when it is gone, the held one is old enough too.
                let unwanted = try await client.publish(other)
                try await eventually("an event without deliveries goes") {
                    try await client.call("GET", other + "/events/\(unwanted)").status == 404
                }
                let shown = try await client.expect(200, "GET", network + "/events/\(held)")
                #expect(shown["payloadExpired"] == nil && shown["data"] != .null)
                _ = try await client.expect(200, "POST", network + "/webhooks/\(id)/resume")
                try await eventually("what was held is delivered and goes") {
                    try await client.call("GET", network + "/events/\(held)").status == 404
                }
            }
        }
        #expect(sink.count == 2)
        let last = try #require(sink.arrivals.last)
        let body = String(decoding: last.body, as: UTF8.self)
        #expect(body.contains("held"))
    }
}
