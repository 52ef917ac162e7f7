import Foundation
import HTTPTypes
import HeraldJSON
import HeraldReceiver
import HeraldTestSupport
import Synchronization
import Testing

/// Kills the server at random moments while it is published to, and then counts.
@Suite(.serialized)
struct CrashTests {
    private static let kills = 20
    private static let publishers = 4
    private static let secret = "whsec-crash-test"

    /// Whatever was acknowledged arrives; what arrives twice was under way when the server was killed in between.
    @Test(.timeLimit(.minutes(10)))
    func acknowledgedEventsSurviveKills() async throws {
        let seed = UInt64(ProcessInfo.processInfo.environment["HERALD_CRASH_SEED"] ?? "") ?? 20_260_118
        var random = SeededGenerator(state: seed)
        let lives = (0..<Self.kills).map { _ in Duration.milliseconds(Int.random(in: 40...400, using: &random)) }
        let folder = try TemporaryFolder()
        let store = "sqlite:\(folder.path)/herald.db"
        let port = try HeraldProcess.freePort()
        let ledger = Ledger()
        let receiver = Receiver(provider: .socialplus, secrets: [Self.secret])
        let sink = TestSink { arrival in
            // Some receivers are slow: then requests are under way when the server dies.
            arrival.index % 7 == 0 ? .init(delay: .milliseconds(30)) : .ok
        }
        let starts = try await sink.run { url in
            var starts: [ContinuousClock.Instant] = []
            var network: String?
            for round in 0...Self.kills {
                let server = HeraldProcess(port: port, store: store)
                starts.append(.now)
                try await server.start()
                let client = HeraldClient(url: server.url, key: server.adminKey)
                if network == nil {
                    let path = try await client.makeNetwork()
                    try await client.expect(
                        201, "POST", path + "/webhooks",
                        [
                            "url": .string(url), "events": ["*"], "secret": .string(Self.secret),
                            // A busy machine must not turn slowness into timeouts: a timeout may repeat without a kill.
                            "timeoutMs": 30000,
                        ])
                    network = path
                }
                guard let network else { throw TestFailure("no network") }
                if round == Self.kills {
                    try await Self.publish(to: client, network, ledger, for: .milliseconds(100))
                    try await eventually(within: .seconds(60), "everything acknowledged arrives") {
                        ledger.acknowledged.isSubset(of: Self.ids(sink.arrivals))
                    }
                    #expect(server.terminate() == 0)
                    break
                }
                let life = lives[round]
                async let killed: Void = {
                    try await Task.sleep(for: life)
                    server.killHard()
                }()
                try await Self.publish(to: client, network, ledger, for: life + .milliseconds(200))
                try await killed
            }
            return starts
        }

        let arrivals = sink.arrivals
        let forged = arrivals.filter { arrival in
            let headers = arrival.headers.map { (name: $0.name.canonicalName, value: $0.value) }
            if case .verified = receiver.verify(headers: headers, body: arrival.body) { return false }
            return true
        }
        #expect(forged.count == 0, "every request must verify")
        let missing = ledger.acknowledged.subtracting(Self.ids(arrivals))
        #expect(missing.count == 0, "seed \(seed): acknowledged and never delivered")
        #expect(ledger.acknowledged.count > Self.kills * 5, "the test published too little to mean anything")

        let repeats = Self.repeats(arrivals)
        // A process that was killed sent nothing after the next one was started: arrivals on both sides of a start
        // come from two processes, and only a kill lies between two processes.
        let unexplained = repeats.filter { repeated in
            !starts.contains { repeated.first < $0 && $0 < repeated.second }
        }
        #expect(unexplained.count == 0, "seed \(seed): repeated although no kill lies between their arrivals")
        print(
            "crash test: seed \(seed), \(Self.kills) kills, \(ledger.acknowledged.count) acknowledged, "
                + "\(arrivals.count) received, \(repeats.count) repeated after a kill, \(missing.count) missing")
    }

    /// Two arrivals of one event, one after the other.
    private struct Repeat {
        let id: String
        let first: ContinuousClock.Instant
        let second: ContinuousClock.Instant
    }

    private static func repeats(_ arrivals: [TestSink.Arrival]) -> [Repeat] {
        var last: [String: ContinuousClock.Instant] = [:]
        var repeats: [Repeat] = []
        for arrival in arrivals {
            let id = id(arrival)
            if let first = last[id] { repeats.append(Repeat(id: id, first: first, second: arrival.at)) }
            last[id] = arrival.at
        }
        return repeats
    }

    /// Publishes from several connections; an event whose answer was lost is published again under the same id.
    private static func publish(
        to client: HeraldClient, _ network: String, _ ledger: Ledger, for time: Duration
    ) async throws {
        let deadline = ContinuousClock.now.advanced(by: time)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<publishers {
                group.addTask {
                    while ContinuousClock.now < deadline {
                        let ids = ledger.next(3)
                        let lines = ids.map {
                            #"{"type":"channel.didClose","id":"\#($0)","data":{"channel":{"channelId":"c","testId":"\#($0)"}}}"#
                        }
                        let answer = try? await client.call(
                            "POST", network + "/events", bytes: Array(lines.joined(separator: "\n").utf8),
                            type: "application/x-ndjson", timeout: .seconds(2))
                        if answer?.status == 202 {
                            ledger.acknowledge(ids)
                        } else {
                            ledger.putBack(ids)
                            if answer == nil { return }
                        }
                    }
                }
            }
        }
    }

    private static func ids(_ arrivals: [TestSink.Arrival]) -> Set<String> { Set(arrivals.map(id)) }

    private static func id(_ arrival: TestSink.Arrival) -> String {
        (try? JSONValue(parsing: arrival.body))?["data"]?["channel"]?["testId"]?.string ?? "?"
    }
}

/// Which events exist, and which were acknowledged.
private final class Ledger: Sendable {
    private let state = Mutex<(next: Int, open: [String], acknowledged: Set<String>)>((0, [], []))

    var acknowledged: Set<String> { state.withLock { $0.acknowledged } }

    /// Ids to publish: first those whose answer was lost.
    func next(_ count: Int) -> [String] {
        state.withLock { state in
            var ids: [String] = []
            while ids.count < count, let id = state.open.popLast() { ids.append(id) }
            while ids.count < count {
                state.next += 1
                ids.append("n\(state.next)")
            }
            return ids
        }
    }

    func putBack(_ ids: [String]) { state.withLock { $0.open += ids } }
    func acknowledge(_ ids: [String]) { state.withLock { $0.acknowledged.formUnion(ids) } }
}

/// Repeatable randomness: the seed is printed.
private struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}
