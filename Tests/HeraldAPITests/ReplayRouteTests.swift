import HTTPTypes
import HeraldJSON
import HeraldModel
import Testing

@Suite struct ReplayRouteTests {
    @Test func aDryRunOnlyCounts() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            for number in 1...12 {
                _ = try await client.post(
                    network + "/events", #"{"type":"channel.didCreate","data":{},"id":"\#(number)"}"#)
            }
            harness.clock.advance(seconds: 1)
            let webhook = try await client.webhook(network)
            let reply = try await client.post(
                network + "/replays",
                #"{"webhook":"\#(webhook)","since":"2026-01-01T00:00:00Z","status":"neverDelivered","dryRun":true}"#)
            #expect(reply.status == 200)
            #expect(reply["id"] == .null && reply["matched"] == 12 && reply["progress"] == .null)
            #expect(reply["sample"].array?.count == 10 && reply["sample"].array?.first?["id"] == "12")
            #expect(try await client.get(network + "/replays")["data"] == [])
            #expect(try await client.get(network + "/deliveries")["data"] == [])
        }
    }

    @Test func aReplayIsOrderedShownAndSteered() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            _ = try await client.post(network + "/events", #"{"type":"channel.didCreate","data":{},"id":"1"}"#)
            harness.clock.advance(seconds: 1)
            let webhook = try await client.webhook(network)
            let reply = try await client.post(
                network + "/replays",
                #"{"webhook":"\#(webhook)","since":"2026-01-01T00:00:00Z","types":["channel.*"],"status":"all","#
                    + #""ratePerSecond":5}"#)
            #expect(reply.status == 201 && reply["matched"] == 1)
            let id = try #require(reply["id"].string)
            #expect(id.hasPrefix("rpl_"))
            #expect(
                reply["progress"] == [
                    "state": "running", "matched": 1, "enqueued": 0, "delivered": 0, "failed": 0, "owed": 0,
                    "skipped": 0, "remaining": 1, "etaSeconds": 1,
                ])
            let path = "\(network)/replays/\(id)"
            #expect(try await client.get(path)["types"] == ["channel.*"])
            #expect(try await client.post(path + "/pause")["state"] == "paused")
            #expect(try await client.post(path + "/resume")["state"] == "running")
            #expect(try await client.get(network + "/replays")["data"].array?.count == 1)
            #expect(try await client.post(path + "/cancel")["state"] == "cancelled")
            let late = try await client.post(path + "/resume")
            #expect(late.status == 409 && late.code == "replay_finished")
            #expect(try await client.get(network + "/replays/rpl_0000000000001").status == 404)
        }
    }

    @Test(arguments: [
        (#"{"since":"2026-01-01T00:00:00Z"}"#, ["/webhook"]),
        (#"{"webhook":"whk_0000000000001","since":"2026-01-01T00:00:00Z"}"#, ["/webhook"]),
        (#"{"webhook":"W"}"#, ["/since"]),
        (#"{"webhook":"W","since":"2026-01-02T00:00:00Z","until":"2026-01-01T00:00:00Z"}"#, ["/until"]),
        (#"{"webhook":"W","since":"2026-01-01T00:00:00Z","status":"lost"}"#, ["/status"]),
        (#"{"webhook":"W","since":"2026-01-01T00:00:00Z","types":["a*b"]}"#, ["/types/0"]),
        (
            #"{"webhook":"W","since":"2026-01-01T00:00:00Z","ratePerSecond":0,"dryRun":1}"#,
            ["/ratePerSecond", "/dryRun"]
        ),
    ])
    func badOrdersAreNamed(body: String, pointers: [String]) async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let webhook = try await client.webhook(network)
            let reply = try await client.post(
                network + "/replays", body.replacing(#""W""#, with: #""\#(webhook)""#))
            #expect(reply.status == 422 && reply.pointers == pointers)
        }
    }
}
