import Dispatch
import Foundation
import HeraldDelivery
import HeraldJSON
import HeraldModel
import HeraldSQLite
import HeraldStore
import Logging
import NIOCore
import Synchronization
import Testing

/// The whole engine on SQLite, with small bounds so that nearly everything goes through pages.
@Suite struct OrderThroughStoreTests {
    @Test(.timeLimit(.minutes(10)), arguments: [Ordering.key, .strict])
    func `channels stay in order through pages of a real store`(ordering: Ordering) async throws {
        let folder = NSTemporaryDirectory() + "/herald-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let now: @Sendable () -> Timestamp = { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
        let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let store = try SQLiteStore.open(
            path: folder + "/herald.db", secretKey: .random(), now: now, logger: quiet)
        // In strict order one stuck channel rightly holds up everything.
        let receiver = FakeReceiver(stuck: ordering == .key ? 0 : nil)
        var configuration = DeliveryEngine.Configuration()
        configuration.tickInterval = .milliseconds(2)
        configuration.core.laneWindow = 32
        configuration.core.keyDepth = 4
        configuration.core.pageSize = 16
        configuration.core.pageScan = 50
        configuration.core.laneWaitingLimit = 8
        configuration.core.spillPollMilliseconds = 20
        let engine = DeliveryEngine(
            store: store, transport: receiver, configuration: configuration, seed: 1, now: now, logger: quiet)
        store.setCommitObserver { engine.committed($0) }
        let network = Network(id: try await store.makeNetworkID(), name: "n", dialect: .socialplus, createdAt: now())
        try await store.save(network)
        let webhook = Webhook(
            id: try await store.makeWebhookID(), networkID: network.id, url: "http://a.example/",
            secrets: [WebhookSecret(value: "s", createdAt: now())], createdAt: now(), ordering: ordering,
            retry: .schedule(Array(repeating: 5, count: 2000)))
        #expect(try await store.add(webhook, limit: 1))
        try engine.put(webhook, of: network)

        let channels = 30
        let each = ordering == .key ? 60 : 10
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await engine.run() }
            for number in 0..<each {
                let batch = (0..<channels).map { channel in
                    NewEvent(
                        type: "channel.didClose", data: Array("{\"c\":\(channel),\"n\":\(number)}".utf8),
                        orderingKey: "c\(channel)", occurredAt: now(), targets: [webhook.id])
                }
                _ = try await store.append(batch, to: network.id)
            }
            if ordering == .key {
                while receiver.count < (channels - 1) * each { try await Task.sleep(for: .milliseconds(5)) }
                #expect(receiver.arrived(in: 0) == [])
                receiver.release()
            }
            while receiver.count < channels * each { try await Task.sleep(for: .milliseconds(5)) }
            while try await store.backlog()[webhook.id] != nil { try await Task.sleep(for: .milliseconds(5)) }
            group.cancelAll()
        }
        for channel in 0..<channels { #expect(receiver.arrived(in: channel) == Array(0..<each), "channel \(channel)") }
        if ordering == .strict { #expect(receiver.overlaps == 0) }
        await store.close()
    }
}

/// A transport and its receiver in one: answers on a thread of its own and refuses one request in twenty.
private final class FakeReceiver: DeliveryTransport {
    private struct State {
        var handler: @Sendable ([TransportResult]) -> Void = { _ in }
        var random = SplitMix64(seed: 3)
        var stuck: Int?
        var arrived: [Int: [Int]] = [:]
        var count = 0
        var underWay = 0
        var overlaps = 0
    }

    private let state: Mutex<State>
    private let queue = DispatchQueue(label: "receiver")

    init(stuck: Int?) { state = Mutex(State(stuck: stuck)) }

    var count: Int { state.withLock { $0.count } }
    /// How often a request began while another one was under way.
    var overlaps: Int { state.withLock { $0.overlaps } }

    func arrived(in channel: Int) -> [Int] { state.withLock { $0.arrived[channel] ?? [] } }
    func release() { state.withLock { $0.stuck = nil } }

    func setResultHandler(_ handler: @escaping @Sendable ([TransportResult]) -> Void) {
        state.withLock { $0.handler = handler }
    }

    func submit(_ requests: [TransportRequest]) {
        state.withLock { state in
            state.overlaps += state.underWay + requests.count - 1
            state.underWay += requests.count
        }
        queue.async {
            let results = requests.map { request in
                TransportResult(
                    token: request.token, durationMicroseconds: 1,
                    outcome: .response(TransportResponse(status: self.answer(request))))
            }
            let handler = self.state.withLock { state in
                state.underWay -= requests.count
                return state.handler
            }
            handler(results)
        }
    }

    private func answer(_ request: TransportRequest) -> Int {
        var buffer = ByteBuffer()
        request.message.write(variant: request.variant, into: &buffer)
        let bytes = Array(buffer.readableBytesView)
        guard let start = bytes.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound,
            let data = (try? JSONValue(parsing: Array(bytes[start...])))?["data"], let channel = data["c"]?.integer,
            let number = data["n"]?.integer
        else { return 400 }
        return state.withLock { state in
            guard Int(channel) != state.stuck, !state.random.chance(5) else { return 500 }
            state.arrived[Int(channel), default: []].append(Int(number))
            state.count += 1
            return 200
        }
    }
}
