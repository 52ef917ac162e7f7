import HeraldJSON
import HeraldModel
import HeraldStore
import Testing

@Suite struct StatsAndCatalogueTests {
    @Test func statisticsAddStoredAndUnsavedCounts() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let id = try #require(WebhookID(try await client.webhook(network)))
            _ = try await client.webhook(network, #""events":["message.*"]"#)
            _ = try await client.post(network + "/events", #"{"type":"channel.didCreate","data":{}}"#)
            let minute = harness.clock.now.milliseconds / 60_000
            var stored = StatsBucket(webhookID: id, minute: minute - 30)
            stored.delivered = 2
            stored.failed = 1
            stored.attempts = 4
            stored.failedAttempts = 2
            for _ in 0..<4 { stored.latency.record(microseconds: 10_000) }
            var live = StatsBucket(webhookID: id, minute: minute)
            live.delivered = 1
            live.attempts = 1
            live.latency.record(microseconds: 10_000)
            var old = stored
            old.minute = minute - 600
            try await harness.store.add([stored, old])
            harness.live.add(live)
            let reply = try await client.get(network + "/stats?window=1h")
            #expect(reply.status == 200 && reply["window"] == "1h" && reply["bucketSeconds"] == 60)
            #expect(reply["delivered"] == 3 && reply["failed"] == 1 && reply["waiting"] == 1)
            #expect(reply["accepted"] == 1 && reply["oldestWaitingAt"] == .string(harness.clock.now.description))
            #expect(reply["successRate"] == .number(.init(validated: "0.75")))
            let p99 = try #require(Double(reply["latencyMs"].at("p99").numberText))
            #expect((5...20).contains(p99))
            let buckets = try #require(reply["buckets"].array)
            #expect(buckets.count == 61 && buckets.last?["delivered"] == 1)
            #expect(buckets.map { $0.at("accepted") } == Array(repeating: 0, count: 60) + [1])
            #expect(buckets.first?["successRate"] == .null)
            let webhooks = try #require(reply["webhooks"].array)
            #expect(webhooks.map { $0.at("delivered") } == [3, 0] && webhooks.map { $0.at("waiting") } == [1, 0])
            #expect(webhooks.map { $0.at("oldestWaitingAt") } == [reply["oldestWaitingAt"], .null])
            #expect(webhooks.allSatisfy { $0.at("buckets").array?.count == 61 })
            for window in ["x", "0m", "31d", "1w"] {
                #expect(try await client.get(network + "/stats?window=\(window)").code == "invalid_parameter")
            }
        }
    }

    @Test func theCatalogueIsListedAndExplained() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let list = try await client.get(network + "/catalogue")
            #expect(list.status == 200 && list["nextCursor"] == .null)
            #expect((list["data"].array?.count ?? 0) > 100)
            let type = try await client.get(network + "/catalogue/channel.didCreate")
            #expect(type["type"] == "channel.didCreate" && type["status"] == "current")
            #expect(type["schema"].object != nil && type["sample"].object != nil)
            let withdrawn = try await client.get(network + "/catalogue/message.created")
            #expect(withdrawn["status"] == "deprecated" && withdrawn["until"] == "2022-06-20")
            #expect(withdrawn["notice"].string?.isEmpty == false)
            let unknown = try await client.get(network + "/catalogue/channel.didCreat")
            #expect(unknown.status == 404 && unknown.code == "unknown_event_type")
            #expect(unknown["detail"].string?.contains("channel.didCreate") == true)
        }
    }

    @Test(arguments: [
        "herald.webhook.failing", "herald.webhook.recovered", "herald.delivery.exhausted", "herald.alert.firing",
        "herald.alert.resolved",
    ])
    func theCatalogueHasHeraldsOwnEvents(type: String) async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let list = try await client.get(network + "/catalogue")
            let entry = list["data"].array?.first { $0["type"]?.string == type }
            #expect(entry?["optIn"]?.bool == true && entry?["group"]?.string == "herald")
            let detail = try await client.get("\(network)/catalogue/\(type)")
            let sample = detail["sample"].object?.members.map(\.key) ?? []
            #expect(sample.contains(type.hasPrefix("herald.alert.") ? "alert" : "webhook"))
            // The sample has what the schema requires, and nothing it does not know.
            let required = detail["schema"].at("required").array?.compactMap(\.string) ?? []
            #expect(!required.isEmpty && Set(required).isSubset(of: sample))
            #expect(sample.allSatisfy { detail["schema"].at("properties")[$0] != nil })
            let webhook = try await client.webhook(network, #""events":["\#(type)"]"#)
            let test = try await client.post("\(network)/webhooks/\(webhook)/test", #"{"type":"\#(type)"}"#)
            #expect(test.status == 200 && test["type"] == .string(type), "\(test.text)")
        }
    }

    @Test func typesWithASlashAreFoundEitherWay() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let list = try await client.get(network + "/catalogue")
            let push = try #require(
                list["data"].array?.compactMap { $0["type"]?.string }.first { $0.contains("/") })
            for path in [push, push.replacing("/", with: "%2F")] {
                let reply = try await client.get("\(network)/catalogue/\(path)")
                #expect(reply.status == 200 && reply["type"] == .string(push))
            }
        }
    }
}

extension JSONValue {
    /// The literal of a number; empty for everything else.
    var numberText: String { if case .number(let number) = self { number.text } else { "" } }
}
