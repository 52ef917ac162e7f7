import Foundation
import HeraldJSON
import HeraldTestSupport
import Synchronization
import Testing

/// Kills the server while it lets go of what is old, and then looks at what is left.
@Suite(.serialized)
struct PruningCrashTests {
    private static let kills = 8

    /// What is owed to a paused webhook outlives its age and every kill; what is delivered goes; the file stays sound.
    @Test(.timeLimit(.minutes(10)))
    func whatIsOwedSurvivesKillsWhilePruning() async throws {
        let folder = try TemporaryFolder()
        let file = folder.path + "/herald.db"
        let port = try HeraldProcess.freePort()
        let environment = [
            "HERALD_RETENTION_PAYLOADS": "1s", "HERALD_RETENTION_ATTEMPTS": "1s", "HERALD_RETENTION_DELIVERIES": "1s",
        ]
        let acknowledged = Mutex<Set<Int>>([])
        let sink = TestSink { _ in .ok }
        try await sink.run { url in
            var network = ""
            var keeper = ""
            for round in 0...Self.kills {
                let server = HeraldProcess(port: port, store: "sqlite:\(file)", environment: environment)
                try await server.start()
                let client = HeraldClient(url: server.url, key: server.adminKey)
                if round == 0 {
                    network = try await client.makeNetwork()
                    try await Self.addWebhook(client, network, url + "/at-once", events: ["*"])
                    keeper = try await Self.addWebhook(client, network, url + "/kept", events: ["channel.didClose"])
                    try await client.expect(200, "POST", keeper + "/pause")
                }
                if round == Self.kills {
                    try await client.expect(200, "POST", keeper + "/resume")
                    let wanted = acknowledged.withLock { $0 }
                    try await eventually(within: .seconds(60), "all that was owed arrives") {
                        wanted.isSubset(of: Self.numbers(sink.arrivals, at: "/hook/kept"))
                    }
                    try await eventually(within: .seconds(60), "what is delivered and old goes") {
                        let left = try await client.expect(200, "GET", network + "/events?limit=1")
                        return left["data"]?.array?.isEmpty == true
                    }
                    #expect(server.terminate() == 0)
                    break
                }
                // The first lives are too short for anything to be old; later ones begin with a step of pruning.
                let life = Duration.milliseconds(400 + 170 * round)
                async let killed: Void = {
                    try await Task.sleep(for: life)
                    server.killHard()
                }()
                await Self.publish(to: client, network, from: round * 1_000_000, for: life) { number in
                    acknowledged.withLock { _ = $0.insert(number) }
                }
                try await killed
            }
        }
        let count = acknowledged.withLock { $0.count }
        #expect(count > Self.kills * 20, "the test published too little to mean anything")
        #expect(try Self.check(file) == "ok")
        print("pruning test: \(Self.kills) kills, \(count) events owed through them, all delivered")
    }

    @discardableResult
    private static func addWebhook(
        _ client: HeraldClient, _ network: String, _ url: String, events: JSONValue
    ) async throws -> String {
        let webhook = try await client.expect(
            201, "POST", network + "/webhooks",
            ["url": .string(url), "events": events, "secret": "whsec-pruning-test", "timeoutMs": 30000])
        return network + "/webhooks/" + (webhook["id"]?.string ?? "")
    }

    /// Publishes batches of ten events that are kept and ten that only pass.
    private static func publish(
        to client: HeraldClient, _ network: String, from start: Int, for time: Duration,
        acknowledge: (Int) -> Void
    ) async {
        let deadline = ContinuousClock.now.advanced(by: time)
        var next = start
        while ContinuousClock.now < deadline {
            let numbers = next..<next + 10
            next += 10
            let lines = numbers.flatMap { number in
                ["channel.didClose", "channel.didCreate"].map { type in
                    #"{"type":"\#(type)","data":{"channel":{"channelId":"c","testNumber":\#(number)}}}"#
                }
            }
            let answer = try? await client.call(
                "POST", network + "/events", bytes: Array(lines.joined(separator: "\n").utf8),
                type: "application/x-ndjson", timeout: .seconds(5))
            guard let answer else { return }
            if answer.status == 202 { numbers.forEach(acknowledge) }
        }
    }

    private static func numbers(_ arrivals: [TestSink.Arrival], at path: String) -> Set<Int> {
        Set(
            arrivals.filter { $0.path == path }.compactMap { arrival in
                (try? JSONValue(parsing: arrival.body))?["data"]?["channel"]?["testNumber"]?.integer.map(Int.init)
            })
    }

    /// What SQLite itself says of the file.
    private static func check(_ file: String) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "python3", "-c",
            "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute('PRAGMA integrity_check').fetchone()[0])",
            file,
        ]
        process.standardOutput = output
        try process.run()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: text, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
