import Foundation
import HeraldJSON
import HeraldTestSupport
import Synchronization
import Testing

/// Alert rules, over real sockets.
@Suite(.serialized)
struct AlertTests {
    private static let environment = ["HERALD_ALERTS_EVERY_SECONDS": "1"]

    @Test(.timeLimit(.minutes(10)))
    func aRuleFiresOnceAcrossARestartAndIsOver() async throws {
        let folder = try TemporaryFolder()
        let store = "sqlite:\(folder.path)/herald.db"
        let isBroken = Mutex(true)
        // 404 is an answer: the breaker stays closed and the deliveries are given up.
        let flaky = TestSink { _ in isBroken.withLock { $0 } ? .init(status: 404) : .ok }
        let listener = TestSink()
        try await flaky.run { flakyURL in
            try await listener.run { listenerURL in
                let first = HeraldProcess(
                    port: try HeraldProcess.freePort(), store: store, environment: Self.environment)
                try await first.start()
                let client = HeraldClient(url: first.url, key: first.adminKey)
                let network = try await client.makeNetwork()
                let path = try await Self.makeRule(client, network, failing: flakyURL, listener: listenerURL)
                for _ in 0..<5 { try await client.publish(network) }
                try await eventually(within: .seconds(60), "the rule fires") { listener.count == 1 }
                let firing = try JSONValue(parsing: listener.arrivals[0].body)
                #expect(firing["event"]?.string == "herald.alert.firing")
                #expect(firing["data"]?["alert"]?["name"]?.string == "Search fails")
                #expect(firing["data"]?["value"]?.integer == 0)
                let since = try #require(firing["data"]?["firingSince"])
                try await eventually("the API says so") {
                    try await client.expect(200, "GET", path)["state"]?.string == "firing"
                }
                #expect(try await client.expect(200, "GET", path)["firingSince"] == since)
                let metrics = try await client.call("GET", "/metrics").body.string ?? ""
                #expect(metrics.contains("herald_alerts_firing 1\n"))
                #expect(first.terminate() == 0)

                let second = HeraldProcess(
                    port: try HeraldProcess.freePort(), store: store, environment: Self.environment)
                try await second.start()
                defer { second.killHard() }
                let again = HeraldClient(url: second.url, key: second.adminKey)
                try await eventually("it is measured again") {
                    try await again.expect(200, "GET", path)["checkedAt"]?.string != nil
                }
                let shown = try await again.expect(200, "GET", path)
                #expect(shown["state"]?.string == "firing" && shown["firingSince"] == since)

                isBroken.withLock { $0 = false }
                for _ in 0..<6 { try await again.publish(network) }
                try await eventually(within: .seconds(60), "its end is told") { listener.count == 2 }
                let resolved = try JSONValue(parsing: listener.arrivals[1].body)
                #expect(resolved["event"]?.string == "herald.alert.resolved")
                #expect(resolved["data"]?["firingSince"] == since)
                #expect(resolved["data"]?["reason"]?.string == "recovered")
                try await eventually("the API says so too") {
                    try await again.expect(200, "GET", path)["state"]?.string == "quiet"
                }
                let log = try await again.expect(200, "GET", network + "/events?type=herald.alert.*")
                #expect(log["data"]?.array?.count == 2)
            }
        }
    }

    /// Makes two webhooks and a rule about the first, and answers the rule's path.
    private static func makeRule(
        _ client: HeraldClient, _ network: String, failing: String, listener: String
    ) async throws -> String {
        let retry: JSONValue = ["policy": "schedule", "delaysMs": []]
        let webhook = try await client.makeWebhook(network, url: failing, ["retry": retry])
        _ = try await client.makeWebhook(network, url: listener, ["events": ["herald.alert.*"]])
        // The window is long enough for a machine that is busy.
        let rule = try await client.expect(
            201, "POST", network + "/alerts",
            [
                "name": "Search fails", "metric": "successRate", "subject": ["webhook": webhook["id"] ?? .null],
                "threshold": .number(JSONNumber(validated: "0.5")), "window": "1h", "minimum": 5,
            ])
        guard let id = rule["id"]?.string else { throw TestFailure("a rule without an id") }
        return network + "/alerts/" + id
    }
}
