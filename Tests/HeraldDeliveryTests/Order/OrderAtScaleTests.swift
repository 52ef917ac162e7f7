import HeraldModel
import HeraldStore
import Synchronization
import Testing

@testable import HeraldDelivery

@Suite struct OrderAtScaleTests {
    /// One channel fails from its first event on and is owed four windows by the end. It must hold up nobody, and come
    /// in order once it recovers.
    @Test func `100,000 events of 1,000 channels arrive in order though one in twenty requests fails`() async throws {
        var run = try await ScaleRun(channels: 1000, events: 100_000)
        run.stuck = "c7"
        try await run.drive { $0.published == 100_000 && $0.isDone(exceptStuck: true) }
        let areOthersDone = run.isDone(exceptStuck: true)
        #expect(areOthersDone)
        #expect(run.arrived[7] == [] && run.given[7] > 3000)
        #expect(run.mostHeld <= 1024 + 4096 + 2048)
        #expect(run.failures > 4000)
        run.stuck = nil
        try await run.drive { $0.isDone(exceptStuck: false) }
        let isAllDone = run.isDone(exceptStuck: false)
        #expect(isAllDone)
        for (channel, numbers) in run.arrived.enumerated() {
            #expect(numbers == Array(0..<numbers.count), "channel \(channel)")
        }
        #expect(run.arrived.reduce(0) { $0 + $1.count } == 100_000)
        #expect(run.core.heldCount == 0)
    }
}

/// An ``EngineCore`` on an in-memory store, in virtual time: publishing is faster than delivering, so that most of it
/// waits in the store.
private struct ScaleRun {
    var core: EngineCore
    let store: InMemoryStore
    let clock: Clock
    let news = Inbox()
    let network: NetworkID
    let webhook: WebhookID
    let events: Int
    var random = SplitMix64(seed: 42)
    var published = 0
    /// How many events each channel was given.
    var given: [Int]
    /// The numbers of the events that arrived, by channel.
    var arrived: [[Int]]
    var stuck: String?
    var failures = 0
    var mostHeld = 0
    private var dispatches: [Dispatch] = []

    final class Clock: Sendable {
        private let value = Mutex(Timestamp(milliseconds: 1_800_000_000_000))
        var now: Timestamp { value.withLock { $0 } }
        func advance(_ milliseconds: Int64) { value.withLock { $0 = $0.advanced(byMilliseconds: milliseconds) } }
    }

    final class Inbox: Sendable {
        private let value = Mutex<[OwedDelivery]>([])
        func add(_ deliveries: [OwedDelivery]) { value.withLock { $0 += deliveries } }
        func take() -> [OwedDelivery] {
            value.withLock { value in
                defer { value = [] }
                return value
            }
        }
    }

    init(channels: Int, events: Int) async throws {
        let clock = Clock()
        self.clock = clock
        self.events = events
        store = InMemoryStore { clock.now }
        let network = Network(
            id: try await store.makeNetworkID(), name: "n", dialect: .standard, createdAt: clock.now)
        try await store.save(network)
        let webhook = Webhook(
            id: try await store.makeWebhookID(), networkID: network.id, url: "http://a.example", secrets: [],
            createdAt: clock.now)
        _ = try await store.add(webhook, limit: 1)
        self.network = network.id
        self.webhook = webhook.id
        given = Array(repeating: 0, count: channels)
        arrived = Array(repeating: [], count: channels)
        store.setCommitObserver { [news] in news.add($0) }
        core = EngineCore(seed: 1)
        let retry = RetrySchedule(policy: .schedule(Array(repeating: 200, count: 1000)), dialect: .standard)
        core.put(
            webhook.id, of: network.id, settings: LaneSettings(ordering: .key, maxConcurrency: 300, retry: retry),
            at: clock.now)
    }

    func isDone(exceptStuck: Bool) -> Bool {
        given.indices.allSatisfy { arrived[$0].count == given[$0] || (exceptStuck && stuck == "c\($0)") }
    }

    /// Rounds of 5 ms until `isDone`, or until far more of them have passed than it takes.
    mutating func drive(until isDone: (ScaleRun) -> Bool) async throws {
        for round in 0..<30_000 {
            if round % 20 == 0, isDone(self) { return }
            try await publish(700)
            try await carryOut()
            complete()
            try await carryOut()
            clock.advance(5)
            core.tick(at: clock.now)
            mostHeld = max(mostHeld, core.heldCount)
        }
    }

    private mutating func publish(_ count: Int) async throws {
        var batch: [NewEvent] = []
        for _ in 0..<min(count, events - published) {
            // Channel 7 has far more than the others.
            let channel = random.chance(4) ? 7 : random.int(0...given.count - 1)
            batch.append(
                NewEvent(
                    type: "t", data: Array("\(given[channel])".utf8), orderingKey: "c\(channel)",
                    occurredAt: clock.now, targets: [webhook]))
            given[channel] += 1
        }
        published += batch.count
        if !batch.isEmpty { _ = try await store.append(batch, to: network) }
        for delivery in news.take() { core.committed(delivery, body: delivery.event.data, at: clock.now) }
        core.pump(at: clock.now)
    }

    private mutating func complete() {
        let ended = dispatches
        dispatches = []
        for dispatch in ended {
            let fails = dispatch.event.orderingKey == stuck || random.chance(5)
            core.completed(
                AttemptResult(
                    token: dispatch.token, outcome: fails ? .refused(status: 500) : .success, durationMicroseconds: 1),
                at: clock.now)
            if fails {
                failures += 1
            } else if let channel = dispatch.event.orderingKey.flatMap({ Int($0.dropFirst()) }),
                let number = Int(String(decoding: dispatch.body, as: UTF8.self))
            {
                arrived[channel].append(number)
            }
        }
        core.pump(at: clock.now)
    }

    /// Records outcomes and reads pages until there are none.
    private mutating func carryOut() async throws {
        while true {
            let actions = core.takeActions()
            dispatches += actions.dispatches
            if actions.settlements.isEmpty, actions.pages.isEmpty { return }
            try await store.settle(actions.settlements)
            core.settled(actions.settlements, at: clock.now)
            for request in actions.pages {
                let page = try await request.read(from: store)
                core.paged(request, page, at: clock.now) { $0.event.data }
            }
        }
    }
}
