@testable import HeraldDelivery
@testable import HeraldTransport
import HeraldModel
import HeraldStore
import Logging
import NIOCore
import NIOPosix
import Synchronization
import Testing

/// Engine and transport together, with real sockets: nine receivers that misbehave, and one that does not.
@Suite(.timeLimit(.minutes(10))) struct IsolationTests {
    private static let events = 400
    private static let concurrency = 4

    @Test func nineStuckReceiversCostTheTenthNothing() async throws {
        let habits: [StubbornReceiver.Habit] = [.hang, .hang, .hang, .drip, .drip, .drip, .reset, .reset, .reset]
        let receivers = (habits + [.answer]).map { StubbornReceiver($0) }
        for receiver in receivers { try await receiver.start() }
        try await Self.run { world in
            let webhooks = try await world.register(receivers)
            try await world.publish(Self.events, to: webhooks)
            let everything = Set(0..<Self.events)
            let tenth = receivers[9]

            // All of it arrives though no stuck request ends: their deadlines are an hour away.
            try await world.wait { tenth.events == everything }
            for receiver in receivers.dropLast() {
                #expect(receiver.events.isEmpty)
                #expect(receiver.mostOpen <= Self.concurrency + 1)
                if receiver.habit != .reset { #expect(receiver.requests <= Self.concurrency) }
            }
            for (webhook, habit) in zip(webhooks, habits) {
                let lane = try #require(world.engine.laneState(of: webhook))
                #expect(lane.inFlight <= Self.concurrency)
                #expect(lane.ready + lane.waiting + lane.inFlight <= World.laneWindow + World.laneWaitingLimit)
                if habit != .reset { #expect(lane.isOverflowing) }
            }
            let use = await world.transport.connectionUse()
            #expect(use.total <= receivers.count * Self.concurrency + receivers.count)

            // More of the same changes nothing.
            try await world.publish(Self.events, to: webhooks, from: Self.events)
            try await world.wait { tenth.events.count == 2 * Self.events }
            #expect(receivers.dropLast().allSatisfy { $0.events.isEmpty })
            #expect(world.mostHeldBytes <= World.heldBytesBound(lanes: receivers.count))
            #expect(world.mostInFlight <= World.maxInFlight)

            // What waited comes once they are well again.
            for receiver in receivers { receiver.heal() }
            try await world.wait { receivers.allSatisfy { $0.events.count == 2 * Self.events } }
            #expect(world.mostHeldBytes <= World.heldBytesBound(lanes: receivers.count))
        }
        for receiver in receivers { await receiver.stop() }
    }

    private static func run(_ body: (World) async throws -> Void) async throws {
        let threads = MultiThreadedEventLoopGroup(numberOfThreads: 2)
        let world = try World(threads: threads)
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                let engine = world.engine
                group.addTask { try await engine.run() }
                try await body(world)
                group.cancelAll()
            }
        } catch {
            await world.transport.shutdown()
            try await threads.shutdownGracefully()
            throw error
        }
        await world.transport.shutdown()
        try await threads.shutdownGracefully()
    }
}

/// A store in memory, an engine with narrow bounds and a transport that may reach loopback.
private final class World: Sendable {
    static let maxInFlight = 60
    static let laneWindow = 32
    static let laneWaitingLimit = 64
    static let maxHeldBytes = 128 << 10
    static let payload = 1000

    let store: InMemoryStore
    let engine: DeliveryEngine
    let transport: NIODeliveryTransport
    private let seen = Mutex((heldBytes: 0, inFlight: 0))
    private let network = Mutex<Network?>(nil)

    init(threads: MultiThreadedEventLoopGroup) throws {
        let now: @Sendable () -> Timestamp = {
            let time = NIODeadline.now().uptimeNanoseconds / 1_000_000
            return Timestamp(milliseconds: 1_800_000_000_000 + Int64(time))
        }
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        store = InMemoryStore(now: now)
        transport = try NIODeliveryTransport(
            configuration: .init(allowedAddresses: ["127.0.0.0/8"].compactMap { CIDR($0) }),
            eventLoopGroup: threads, logger: logger)
        var configuration = DeliveryEngine.Configuration()
        configuration.defaultConcurrency = 4
        configuration.core.maxInFlight = Self.maxInFlight
        configuration.core.laneWindow = Self.laneWindow
        configuration.core.laneWaitingLimit = Self.laneWaitingLimit
        configuration.core.maxHeldBytes = Self.maxHeldBytes
        configuration.core.breaker.firstPauseMilliseconds = 50
        configuration.core.breaker.longestPauseMilliseconds = 200
        engine = DeliveryEngine(
            store: store, transport: transport, configuration: configuration, seed: 7, now: now, logger: logger)
        store.setCommitObserver { [engine] in engine.committed($0) }
    }

    var mostHeldBytes: Int { seen.withLock { $0.heldBytes } }
    var mostInFlight: Int { seen.withLock { $0.inFlight } }

    /// The bound on bodies, and what each lane may hold beyond it.
    static func heldBytesBound(lanes: Int) -> Int {
        maxHeldBytes + lanes * EngineConfiguration().reservedPerLane * 2 * payload
    }

    /// Makes one webhook for each receiver.
    func register(_ receivers: [StubbornReceiver]) async throws -> [WebhookID] {
        let start = Timestamp(milliseconds: 1_800_000_000_000)
        let network = Network(
            id: try await store.makeNetworkID(), name: "isolation", dialect: .socialplus, createdAt: start)
        try await store.save(network)
        self.network.withLock { $0 = network }
        var ids: [WebhookID] = []
        for receiver in receivers {
            let webhook = Webhook(
                id: try await store.makeWebhookID(), networkID: network.id,
                url: "http://127.0.0.1:\(receiver.port)/hook", secrets: [.init(value: "secret", createdAt: start)],
                createdAt: start, timeoutMilliseconds: 3_600_000,
                retry: .schedule(Array(repeating: 200, count: 10_000)))
            #expect(try await store.add(webhook, limit: 100))
            try engine.put(webhook, of: network)
            ids.append(webhook.id)
        }
        return ids
    }

    /// Publishes numbered events to all webhooks, in batches.
    func publish(_ count: Int, to webhooks: [WebhookID], from first: Int = 0) async throws {
        let network = try #require(network.withLock { $0 })
        let filler = String(repeating: "x", count: Self.payload)
        for start in stride(from: first, to: first + count, by: 50) {
            let batch = (start..<min(start + 50, first + count)).map { number in
                NewEvent(
                    type: "channel.didClose", data: Array(#"{"number":\#(number),"filler":"\#(filler)"}"#.utf8),
                    contentHash: Int64(number), occurredAt: Timestamp(milliseconds: 1_800_000_000_000),
                    targets: webhooks)
            }
            guard case .accepted = try await store.append(batch, to: network.id) else {
                Issue.record("a batch was refused")
                return
            }
            look()
        }
    }

    /// Waits for something and watches the engine's bounds meanwhile.
    func wait(_ condition: () -> Bool) async throws {
        while !condition() {
            look()
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    private func look() {
        let (heldBytes, inFlight) = engine.state.withLock { ($0.core.heldBytes, $0.core.inFlightCount) }
        seen.withLock { $0 = (max($0.heldBytes, heldBytes), max($0.inFlight, inFlight)) }
    }
}
