import Foundation
import HeraldJSON
import HeraldTestSupport
import Testing

/// A replay is interrupted by a crash while events are published.
@Suite(.serialized)
struct ReplayTests {
    private static let old = 3000
    private static let fresh = 20

    private static func id(_ arrival: TestSink.Arrival) -> String {
        (try? JSONValue(parsing: arrival.body))?["data"]?["channel"]?["testId"]?.string ?? ""
    }

    @Test(.timeLimit(.minutes(10)))
    func aReplaySurvivesAKillAndLetsLiveEventsThrough() async throws {
        let folder = try TemporaryFolder()
        let store = "sqlite:\(folder.path)/herald.db"
        let sink = TestSink { _ in .init(delay: .milliseconds(4)) }
        try await sink.run { url in
            let first = HeraldProcess(port: try HeraldProcess.freePort(), store: store)
            try await first.start()
            var client = HeraldClient(url: first.url, key: first.adminKey)
            let network = try await client.makeNetwork()
            let answer = try await client.call(
                "POST", network + "/events", bytes: ndjson(from: 0, count: Self.old), type: "application/x-ndjson")
            #expect(answer.status == 202)
            let webhook = try await client.makeWebhook(
                network, url: url, ["maxConcurrency": 4, "legacySignature": false, "timeoutMs": 30000])
            let order: JSONValue = [
                "webhook": webhook["id"] ?? .null, "since": "2020-01-01T00:00:00Z", "status": "neverDelivered",
            ]
            // Events of the last moment are outside of 'until'.
            try await eventually("all events match") {
                let preview = try await client.expect(
                    200, "POST", network + "/replays", .object(Self.with(order, "dryRun", true)))
                return preview["matched"]?.integer == Int64(Self.old)
            }
            let replay = try await client.expect(201, "POST", network + "/replays", order)
            let path = network + "/replays/" + (replay["id"]?.string ?? "")
            try await eventually("a part of the replay arrives") { sink.count >= 700 }
            let before = try Self.progress(try await client.expect(200, "GET", path))
            first.killHard()
            #expect(before["enqueued"] ?? 0 < Self.old, "the test wants a part to be left over")

            let second = HeraldProcess(port: try HeraldProcess.freePort(), store: store)
            try await second.start()
            client = HeraldClient(url: second.url, key: second.adminKey)
            let after = try Self.progress(try await client.expect(200, "GET", path))
            #expect(after["enqueued"] ?? 0 >= before["enqueued"] ?? 0 && after["delivered"] ?? 0 > 0)
            let live = await client.live(network, from: Self.old, count: Self.fresh)
            let ahead = sink.count
            try #require(live == 202)
            let running = try Self.progress(try await client.expect(200, "GET", path))
            #expect(running["remaining"] ?? 0 > 0, "the test wants the replay to go on after the live events")

            try await eventually(within: .seconds(120), "the replay ends") {
                let progress = try Self.progress(try await client.expect(200, "GET", path))
                return progress["remaining"] == 0 && progress["owed"] == 0
            }
            let done = try await client.expect(200, "GET", path)
            #expect(done["state"] == "completed")
            #expect(try Self.progress(done)["delivered"] == Self.old)
            try await eventually("everything arrived") {
                Set(sink.arrivals.map(Self.id)).count == Self.old + Self.fresh
            }
            // What stood before the live events is one window, and what was under way.
            let names = Set((Self.old..<Self.old + Self.fresh).map { "e\($0)" })
            let places = sink.arrivals.filter { names.contains(Self.id($0)) }.map(\.index)
            #expect(places.count == Self.fresh, "live events are sent once")
            #expect((places.max() ?? .max) - ahead <= 512 + Self.fresh + 8)
            #expect((places.max() ?? .max) < Self.old, "live events came before the replay's end")
            #expect(second.terminate() == 0)
        }
    }

    private static func with(_ value: JSONValue, _ name: String, _ member: JSONValue) -> JSONObject {
        var object = value.object ?? JSONObject()
        object[name] = member
        return object
    }

    private static func progress(_ replay: JSONValue) throws -> [String: Int] {
        var counts: [String: Int] = [:]
        for member in replay["progress"]?.object?.members ?? [] {
            counts[member.key] = member.value.integer.map(Int.init)
        }
        return counts
    }
}

extension HeraldClient {
    /// Publishes a batch and answers the status.
    fileprivate func live(_ network: String, from first: Int, count: Int) async -> Int? {
        try? await call(
            "POST", network + "/events", bytes: ndjson(from: first, count: count), type: "application/x-ndjson"
        ).status
    }
}
