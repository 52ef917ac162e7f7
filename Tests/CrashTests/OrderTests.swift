import Foundation
import HTTPTypes
import HeraldJSON
import HeraldTestSupport
import Synchronization
import Testing

/// Kills the server while it delivers in order through a receiver that fails now and then.
@Suite(.serialized)
struct OrderTests {
    private static let kills = 4
    private static let publishers = 4
    private static let channels = 40
    private static let stuck = "c0"

    /// For every channel, what arrived successfully first came in the order of acceptance. One channel is stuck until
    /// all others are through.
    @Test(.timeLimit(.minutes(10)))
    func channelsStayInOrderThroughFailuresAndKills() async throws {
        let folder = try TemporaryFolder()
        let store = "sqlite:\(folder.path)/herald.db"
        let port = try HeraldProcess.freePort()
        let ledger = OrderLedger(stuck: Self.stuck)
        let sink = TestSink { arrival in
            guard let event = OrderLedger.Event(arrival.body) else { return .init(status: 400) }
            return .init(status: ledger.answer(to: event, index: arrival.index))
        }
        try await sink.run { url in
            var network: String?
            for round in 0...Self.kills {
                let server = HeraldProcess(port: port, store: store)
                try await server.start()
                let client = HeraldClient(url: server.url, key: server.adminKey)
                if network == nil { network = try await Self.setUp(client, url) }
                guard let network else { throw TestFailure("no network") }
                if round < Self.kills {
                    let life = Duration.milliseconds(300 + 150 * round)
                    async let killed: Void = {
                        try await Task.sleep(for: life)
                        server.killHard()
                    }()
                    await Self.publish(to: client, network, ledger, for: life + .milliseconds(100))
                    try await killed
                    continue
                }
                try await eventually(within: .seconds(90), "all channels but the stuck one are through") {
                    ledger.isDone(exceptStuck: true)
                }
                #expect(ledger.successes(of: Self.stuck).isEmpty)
                ledger.release()
                try await eventually(within: .seconds(90), "the stuck channel is through") {
                    ledger.isDone(exceptStuck: false)
                }
                #expect(server.terminate() == 0)
            }
        }

        var total = 0
        for channel in 0..<Self.channels {
            let numbers = ledger.successes(of: "c\(channel)")
            total += numbers.count
            #expect(numbers == Array(0..<numbers.count), "channel \(channel) is out of order")
        }
        #expect(total > Self.channels * 20, "the test published too little to mean anything")
        #expect(ledger.failures > total / 40, "the receiver failed too seldom to mean anything")
        #expect(ledger.accepted(of: Self.stuck) > 20)
        print(
            "order test: \(Self.kills) kills, \(total) events of \(Self.channels) channels, \(ledger.failures) failures"
        )
    }

    private static func setUp(_ client: HeraldClient, _ url: String) async throws -> String {
        let network = try await client.makeNetwork()
        let delays = Array(repeating: 40 as JSONValue, count: 12) + Array(repeating: 5000, count: 8)
        try await client.expect(
            201, "POST", network + "/webhooks",
            [
                "url": .string(url), "events": ["*"], "secret": "whsec-order-test", "ordering": "key",
                "retry": ["policy": "schedule", "delaysMs": .array(delays)],
                // A busy machine must not turn slowness into timeouts.
                "timeoutMs": 30000,
            ])
        return network
    }

    /// Each publisher has channels of its own and sends the next batch only once the last one is accepted; a batch whose
    /// answer was lost is sent again under the same ids.
    private static func publish(
        to client: HeraldClient, _ network: String, _ ledger: OrderLedger, for time: Duration
    ) async {
        let deadline = ContinuousClock.now.advanced(by: time)
        await withTaskGroup(of: Void.self) { group in
            for publisher in 0..<publishers {
                group.addTask {
                    while ContinuousClock.now < deadline {
                        let batch = ledger.batch(of: publisher) {
                            stride(from: publisher, to: channels, by: publishers).flatMap { channel in
                                // The stuck channel has more to do than the others.
                                Array(repeating: "c\(channel)", count: channel == 0 ? 5 : 1)
                            }
                        }
                        let lines = batch.map {
                            #"{"type":"channel.didClose","id":"\#($0.channel)-\#($0.number)","orderingKey":"\#($0.channel)","#
                                + #""data":{"channel":{"channelId":"\#($0.channel)","number":\#($0.number)}}}"#
                        }
                        let answer = try? await client.call(
                            "POST", network + "/events", bytes: Array(lines.joined(separator: "\n").utf8),
                            type: "application/x-ndjson", timeout: .seconds(5))
                        guard answer?.status == 202 else { return }
                        ledger.accept(batch, of: publisher)
                    }
                }
            }
        }
    }
}

/// What was accepted, in which order, and what arrived successfully for the first time, in which order.
private final class OrderLedger: Sendable {
    struct Event: Hashable {
        let channel: String
        let number: Int

        init(channel: String, number: Int) {
            self.channel = channel
            self.number = number
        }

        init?(_ body: [UInt8]) {
            guard let data = (try? JSONValue(parsing: body))?["data"]?["channel"],
                let channel = data["channelId"]?.string, let number = data["number"]?.integer
            else { return nil }
            self.init(channel: channel, number: Int(number))
        }
    }

    private struct State {
        var stuck: String?
        /// Batches whose acceptance is not known.
        var open: [Int: [Event]] = [:]
        /// How many of each channel were made.
        var made: [String: Int] = [:]
        var accepted: [String: Int] = [:]
        var successes: [String: [Int]] = [:]
        var failures = 0
    }

    private let state: Mutex<State>

    init(stuck: String) { state = Mutex(State(stuck: stuck)) }

    /// The batch to send: the last one again, unless it was accepted.
    func batch(of publisher: Int, channels: () -> [String]) -> [Event] {
        state.withLock { state in
            if let batch = state.open[publisher] { return batch }
            let batch = channels().map { channel in
                let number = state.made[channel, default: 0]
                state.made[channel] = number + 1
                return Event(channel: channel, number: number)
            }
            state.open[publisher] = batch
            return batch
        }
    }

    func accept(_ batch: [Event], of publisher: Int) {
        state.withLock { state in
            state.open[publisher] = nil
            for event in batch { state.accepted[event.channel] = event.number + 1 }
        }
    }

    /// The status to answer: one request in twenty fails.
    func answer(to event: Event, index: Int) -> Int {
        state.withLock { state in
            let roll = (UInt64(index) &* 0x9E37_79B9_7F4A_7C15) >> 40
            guard event.channel != state.stuck, roll % 20 != 0 else {
                state.failures += 1
                return 500
            }
            // What was accepted is repeated across a kill; only the first success counts.
            if state.successes[event.channel]?.contains(event.number) != true {
                state.successes[event.channel, default: []].append(event.number)
            }
            return 200
        }
    }

    func release() { state.withLock { $0.stuck = nil } }

    /// Whether all that is known to be accepted arrived.
    func isDone(exceptStuck: Bool) -> Bool {
        state.withLock { state in
            state.accepted.allSatisfy { channel, count in
                state.successes[channel, default: []].count >= count || (exceptStuck && channel == state.stuck)
            }
        }
    }

    func successes(of channel: String) -> [Int] { state.withLock { $0.successes[channel] ?? [] } }
    func accepted(of channel: String) -> Int { state.withLock { $0.accepted[channel] ?? 0 } }
    var failures: Int { state.withLock { $0.failures } }
}
