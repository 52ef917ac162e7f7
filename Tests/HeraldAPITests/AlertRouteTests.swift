import HTTPTypes
import HeraldJSON
import HeraldModel
import HeraldStore
import Testing

@testable import HeraldOperations

@Suite struct AlertRouteTests {
    @Test func aRuleIsCreatedChangedAndRemoved() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let path = network + "/alerts"
            let webhook = try await client.webhook(network)
            let created = try await client.post(
                path,
                #"""
                {"name":"Fails","metric":"successRate","subject":{"webhook":"\#(webhook)"},"threshold":0.95,
                "window":"60m","minimum":5,"forSeconds":30}
                """#)
            #expect(created.status == 201, "\(created.text)")
            let id = try #require(created["id"].string)
            #expect(id.hasPrefix("alr_") && created["window"] == "1h" && created["minimum"] == 5)
            #expect(created["subject"].at("webhook").string == webhook)
            #expect(created["state"] == "unknown" && created["value"] == .null && created["checkedAt"] == .null)
            #expect(created["enabled"] == true && created["firingSince"] == .null)
            let silent = try await client.post(path, #"{"name":"Silent","metric":"silence","threshold":600}"#)
            #expect(silent.status == 201 && silent["subject"] == .null, "\(silent.text)")
            #expect(silent.json["window"] == nil && silent.json["minimum"] == nil)

            let changed = try await client.patch(path + "/" + id, #"{"threshold":0.5,"window":null,"enabled":false}"#)
            #expect(changed["window"] == "5m", "\(changed.text)")
            #expect(changed["threshold"] == .number(JSONNumber(validated: "0.5")))
            #expect(changed["enabled"] == false && changed["minimum"] == 5 && changed["forSeconds"] == 30)
            let again = try await client.get(path + "/" + id)
            #expect(again.json == changed.json)
            let page = try await client.get(path + "?limit=1")
            #expect(page["data"].array?.map { $0["id"]?.string } == [id])
            let cursor = try #require(page["nextCursor"].string)
            let rest = try await client.get(path + "?cursor=" + cursor)
            #expect(rest["data"].array?.map { $0["name"]?.string } == ["Silent"])

            #expect(try await client.delete(path + "/" + id).status == 204)
            #expect(try await client.get(path + "/" + id).status == 404)
            #expect(try await client.patch(path + "/" + id, "{}").status == 404)
            #expect(try await client.delete(path + "/" + id).status == 404)
            #expect(try await client.get(path + "/whk_0000000000001").status == 404)
        }
    }

    @Test(arguments: [
        (#"{}"#, ["/metric", "/name", "/threshold"]),
        (#"{"name":"a","metric":"speed","threshold":1}"#, ["/metric"]),
        (#"{"name":"","metric":"lag","threshold":-1}"#, ["/name", "/threshold"]),
        (#"{"name":"a","metric":"successRate","threshold":0}"#, ["/threshold"]),
        (#"{"name":"a","metric":"successRate","threshold":1.1}"#, ["/threshold"]),
        (#"{"name":"a","metric":"successRate","threshold":"1"}"#, ["/threshold"]),
        (#"{"name":"a","metric":"silence","threshold":0}"#, ["/threshold"]),
        (#"{"name":"a","metric":"successRate","threshold":1,"window":"2d","minimum":0}"#, ["/minimum", "/window"]),
        (#"{"name":"a","metric":"lag","threshold":1,"window":"5m","minimum":1}"#, ["/minimum", "/window"]),
        (#"{"name":"a","metric":"lag","threshold":1,"forSeconds":86401,"enabled":1}"#, ["/enabled", "/forSeconds"]),
        (#"{"name":"a","metric":"lag","threshold":1,"subject":"network"}"#, ["/subject"]),
        (#"{"name":"a","metric":"lag","threshold":1,"subject":{"source":"src_1"}}"#, ["/subject"]),
        (#"{"name":"a","metric":"silence","threshold":1,"subject":{"consumer":"c"}}"#, ["/subject"]),
        (#"{"name":"a","metric":"lag","threshold":1,"subject":{"webhook":"whk_0000000000001"}}"#, ["/subject"]),
        (#"{"name":"a","metric":"silence","threshold":1,"subject":{"source":"src_0000000000001"}}"#, ["/subject"]),
        (#"{"name":"a","metric":"successRate","threshold":1,"subject":{"source":"mine"}}"#, ["/subject"]),
        (#"{"name":"a","metric":"lag","threshold":1,"subject":{"consumer":"nobody"}}"#, ["/subject"]),
        (#"{"name":"a","metric":"lag","threshold":100001,"subject":{"consumer":"c"}}"#, ["/subject", "/threshold"]),
        (#"{"name":"a","metric":"lag","threshold":1,"unit":"s"}"#, ["/unit"]),
    ])
    func badFieldsAreNamed(body: String, pointers: [String]) async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let reply = try await client.post(network + "/alerts", body)
            #expect(reply.status == 422 && reply.pointers.sorted() == pointers, "\(reply.text)")
        }
    }

    @Test func rulesAreAboutSourcesAndConsumersToo() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let path = network + "/alerts"
            let source = try #require(
                try await client.post(
                    network + "/sources", #"{"provider":"sendbird","secrets":["0123456789abcdef"]}"#)["id"].string)
            _ = try await client.put(network + "/consumers/indexer", "{}")
            for (subject, metric, threshold) in [
                (#"{"source":"\#(source)"}"#, "silence", "60"), (#"{"source":"\#(source)"}"#, "successRate", "0.9"),
                (#"{"consumer":"indexer"}"#, "lag", "100000"),
            ] {
                let body = #"{"name":"a","metric":"\#(metric)","threshold":\#(threshold),"subject":\#(subject)}"#
                let created = try await client.post(path, body)
                #expect(created.status == 201, "\(created.text)")
                let expected = try JSONValue(parsing: Array(subject.utf8))
                #expect(created["subject"] == expected)
            }
            let lag = try #require(try await client.get(path)["data"].array?.last?["id"]?.string)
            let reply = try await client.patch(path + "/" + lag, #"{"threshold":100001}"#)
            #expect(reply.status == 422 && reply.pointers == ["/threshold"], "\(reply.text)")

            harness.clock.advance(seconds: 61)
            await harness.operations.alertWatcher.look()
            let rules = try #require(try await client.get(path)["data"].array)
            #expect(rules.map { $0["state"]?.string } == ["firing", "unknown", "quiet"])
            #expect(rules.map { $0["value"] ?? .null } == [61, .null, 0])
            let told = try await client.get(network + "/events?type=herald.alert.*")
            #expect(told["data"].array?.count == 1)
        }
    }

    @Test func whatIsMeasuredStays() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let created = try await client.post(
                network + "/alerts", #"{"name":"a","metric":"lag","threshold":1}"#)
            let path = network + "/alerts/" + (created["id"].string ?? "")
            let reply = try await client.patch(path, #"{"metric":"silence","subject":null}"#)
            #expect(reply.status == 422 && reply.pointers.sorted() == ["/metric", "/subject"], "\(reply.text)")
        }
    }

    @Test func theLimitHolds() async throws {
        let harness = try await Harness(limits: OperationLimits(alertsPerNetwork: 2))
        try await harness.runInNetwork { client, network in
            let body = #"{"name":"a","metric":"lag","threshold":1}"#
            for _ in 0..<2 { #expect(try await client.post(network + "/alerts", body).status == 201) }
            let reply = try await client.post(network + "/alerts", body)
            #expect(reply.status == 409 && reply.code == "alert_limit_reached")
        }
    }

    @Test func readingNeedsReadAndChangingManage() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { admin, network in
            let path = network + "/alerts"
            let body = #"{"name":"a","metric":"lag","threshold":1}"#
            for (role, reads, changes) in [("publish", 403, 403), ("read", 200, 403), ("manage", 200, 201)] {
                let client = admin.with(token: try await admin.key(role, network))
                #expect(try await client.get(path).status == reads)
                #expect(try await client.post(path, body).status == changes)
            }
        }
    }

    @Test func rulesThatFireAreCountedAndSurviveARestart() async throws {
        let harness = try await Harness()
        let stored = try await harness.operations.networks.create(["name": "n", "dialect": "socialplus"])
        let rule = try await harness.operations.alerts.create(
            ["name": "Silent", "metric": "silence", "threshold": 60], in: stored.id
        ).rule
        let document = AlertRule(
            id: rule.id, networkID: stored.id, name: rule.name, metric: rule.metric, threshold: rule.threshold,
            createdAt: rule.createdAt, firingSince: harness.clock.now)
        let body: JSONValue = ["rules": [.object(document.json)]]
        try await harness.store.save([.init(networkID: stored.id, name: "alerts", body: body.encoded())])
        try await harness.restarted().run { client in
            let shown = try await client.get("/v1/networks/\(stored.id)/alerts/\(rule.id)")
            #expect(shown["state"] == "firing", "\(shown.text)")
            let metrics = try await client.with(token: nil).get("/metrics").text
            #expect(metrics.contains("herald_alerts_firing 1\n"))
        }
    }
}
