import HeraldJSON
import HeraldTestSupport
import Testing

/// Many publishers at once around a backlog limit.
@Suite(.serialized)
struct BackpressureTests {
    @Test(
        .timeLimit(.minutes(10)),
        arguments: [
            ("HERALD_LIMITS_BACKLOG_PER_NETWORK", "backlog_full"), ("HERALD_LIMITS_BACKLOG", "server_backlog_full"),
        ])
    func publishersAreHeldBackAndTakenInAgain(setting: String, code: String) async throws {
        let sink = TestSink { _ in .ok }
        try await sink.run { url in
            try await withServer(environment: [setting: "100"]) { client, _ in
                let network = try await client.makeNetwork()
                let webhook = try await client.makeWebhook(network, url: url)
                let id = try #require(webhook["id"]?.string)
                _ = try await client.expect(200, "POST", network + "/webhooks/\(id)/pause")
                let answers = try await withThrowingTaskGroup(of: HeraldClient.Answer.self) { group in
                    for number in 0..<40 {
                        group.addTask {
                            try await client.call(
                                "POST", network + "/events", bytes: ndjson(from: number * 7, count: 7),
                                type: "application/x-ndjson")
                        }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                let refused = answers.filter { $0.status != 202 }
                #expect(answers.count - refused.count == 14)
                #expect(refused.allSatisfy { $0.status == 429 && $0.body["code"]?.string == code })
                #expect(refused.allSatisfy { $0.headers["retry-after"].flatMap(Int.init).map { $0 > 0 } == true })
                let stored = try await client.expect(200, "GET", network + "/events?limit=500")
                #expect(stored["data"]?.array?.count == 98)

                _ = try await client.expect(200, "POST", network + "/webhooks/\(id)/resume")
                try await eventually("there is room again") {
                    try await client.call(
                        "POST", network + "/events", bytes: ndjson(from: 1000, count: 100),
                        type: "application/x-ndjson"
                    ).status == 202
                }
                try await eventually("all that was accepted arrives") { sink.count == 198 }
            }
        }
    }
}
