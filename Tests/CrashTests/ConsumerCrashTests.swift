import Foundation
import HeraldJSON
import HeraldTestSupport
import Testing

/// Kills servers and consumers while events are taken, and then counts what came and what came again.
@Suite(.serialized)
struct ConsumerCrashTests {
    private static let kills = 3

    /// What was answered stands: a lease or an acknowledgement that was answered survives every kill.
    @Test(.timeLimit(.minutes(10)))
    func whatIsAcknowledgedNeverComesBackAndNothingElseIsLost() async throws {
        let folder = try TemporaryFolder()
        let port = try HeraldProcess.freePort()
        var network = ""
        var published: Set<Int> = []
        var acknowledged: Set<Int> = []
        for round in 0...Self.kills {
            let server = HeraldProcess(port: port, store: "sqlite:\(folder.path)/herald.db")
            try await server.start()
            let client = HeraldClient(url: server.url, key: server.adminKey)
            if round == 0 {
                network = try await client.makeNetwork()
                try await client.expect(
                    201, "PUT", network + "/consumers/worker", ["maxAttempts": 1000, "leaseSeconds": 1])
            }
            let worker = network + "/consumers/worker"
            let path = network
            async let sent = Self.publish(200, from: round * 1000, to: client, path)
            if round < Self.kills {
                // Kills as soon as so many are acknowledged, while others are under leases.
                let bound = acknowledged.count + 40
                while acknowledged.count < bound {
                    try await Self.take(7, client, worker, leaves: round, &acknowledged)
                }
                server.killHard()
                published.formUnion(await sent)
                continue
            }
            published.formUnion(await sent)
            let wanted = published
            try await eventually(within: .seconds(120), "all that was published is acknowledged") {
                try await Self.take(50, client, worker, leaves: -1, &acknowledged)
                return wanted.isSubset(of: acknowledged)
            }
            try await eventually(within: .seconds(60), "nothing is left over") {
                try await Self.take(50, client, worker, leaves: -1, &acknowledged)
                let state = try await client.expect(200, "GET", worker)
                return state["lag"] == 0 && state["leased"] == 0 && state["waiting"] == 0
            }
            #expect(server.terminate() == 0)
        }
        #expect(published.count > 200, "the test published too little to mean anything")
    }

    /// A consumer that is killed with leases loses nothing: another gets its events, and gets them once.
    @Test(.timeLimit(.minutes(10)))
    func theEventsOfAKilledConsumerComeBack() async throws {
        let folder = try TemporaryFolder()
        let server = HeraldProcess(port: try HeraldProcess.freePort(), store: "sqlite:\(folder.path)/herald.db")
        try await server.start()
        let client = HeraldClient(url: server.url, key: server.adminKey)
        let network = try await client.makeNetwork()
        let worker = network + "/consumers/worker"
        try await client.expect(201, "PUT", worker, ["maxAttempts": 1000])
        let count = await Self.publish(5, from: 0, to: client, network).count
        #expect(count == 5)

        let (started, release) = (folder.path + "/started", folder.path + "/release")
        let first = try Self.consume(
            server,
            ["--concurrency", "5", "--lease-seconds", "1", "--exec"]
                + [
                    "echo $HERALD_EVENT_ID >> \(started); until [ -e \(release) -o ! -d \(folder.path) ]; do sleep 0.05; done"
                ])
        defer { _ = FileManager.default.createFile(atPath: release, contents: nil) }
        try await eventually(within: .seconds(60), "all commands run") { Self.lines(started).count == 5 }
        kill(first.processIdentifier, SIGKILL)
        first.waitUntilExit()

        let done = folder.path + "/done"
        let second = try Self.consume(
            server, ["--concurrency", "2", "--exec", "cat >> \(done); [ \"$HERALD_EVENT_TYPE\" = channel.didCreate ]"])
        try await eventually(within: .seconds(60), "its events are taken by another") {
            let state = try await client.expect(200, "GET", worker)
            return Self.lines(done).count == 5 && state["leased"] == 0 && state["waiting"] == 0
        }
        kill(second.processIdentifier, SIGTERM)
        second.waitUntilExit()
        #expect(second.terminationStatus == 0)
        let events = Self.lines(done).compactMap { try? JSONValue(parsing: String($0)) }
        #expect(Set(events.compactMap { Self.number(of: $0) }) == Set(0..<5))
        #expect(events.allSatisfy { ($0["attempt"]?.integer ?? 0) > 1 && $0["leaseToken"] == nil })

        let third = folder.path + "/third"
        let last = try Self.consume(server, ["--once"], output: third)
        last.waitUntilExit()
        #expect(last.terminationStatus == 0)
        #expect(Self.lines(third).isEmpty)
        try await client.expect(200, "POST", worker + "/seek", ["to": "beginning"])
        let replay = try Self.consume(server, ["--once"], output: third)
        replay.waitUntilExit()
        #expect(Self.lines(third).count == 5)
        #expect(server.terminate() == 0)
    }

    /// Leases some events and acknowledges them, but for as many as it leaves to their leases' end.
    private static func take(
        _ max: Int, _ client: HeraldClient, _ worker: String, leaves: Int, _ acknowledged: inout Set<Int>
    ) async throws {
        let body: JSONValue = ["max": .number(JSONNumber(max)), "waitMs": 200]
        let batch = try await client.expect(200, "POST", worker + "/lease", body)
        let events = (batch["events"]?.array ?? []).dropFirst(leaves < 0 ? 0 : leaves)
        let numbers = (batch["events"]?.array ?? []).compactMap(number)
        let again = acknowledged.intersection(numbers)
        #expect(again.isEmpty, "acknowledged events came again")
        guard !events.isEmpty else { return }
        let tokens = events.compactMap { $0["leaseToken"] }
        let answer = try await client.expect(200, "POST", worker + "/ack", ["tokens": .array(tokens)])
        for (event, result) in zip(events, answer["results"]?.array ?? []) where result["status"] == "acked" {
            if let number = number(of: event) { acknowledged.insert(number) }
        }
    }

    /// Publishes events one by one until the server is gone.
    /// - Returns: the numbers of those that were accepted.
    private static func publish(
        _ count: Int, from start: Int, to client: HeraldClient, _ network: String
    ) async -> Set<Int> {
        var accepted: Set<Int> = []
        for number in start..<start + count {
            let event: JSONValue = [
                "type": "channel.didCreate", "data": ["n": .number(JSONNumber(number))],
            ]
            let answer = try? await client.call("POST", network + "/events", event, timeout: .seconds(20))
            guard let answer else { break }
            if answer.status == 202 { accepted.insert(number) }
        }
        return accepted
    }

    private static func number(of event: JSONValue) -> Int? { event["data"]?["n"]?.integer.map(Int.init) }

    /// Starts `herald consume worker` with these options.
    private static func consume(
        _ server: HeraldProcess, _ options: [String], output: String? = nil
    ) throws -> Process {
        let process = Process()
        process.executableURL = HeraldProcess.binary
        process.arguments = ["consume", "worker", "--server", server.url, "--key", server.adminKey] + options
        process.standardError = FileHandle.nullDevice
        if let output {
            _ = FileManager.default.createFile(atPath: output, contents: nil)
            process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
        } else {
            process.standardOutput = FileHandle.nullDevice
        }
        try process.run()
        return process
    }

    private static func lines(_ path: String) -> [Substring] {
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        return text.split(separator: "\n")
    }
}
