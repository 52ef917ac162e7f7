import Foundation
import GRDB
import HeraldModel
import HeraldSQLite
import HeraldStore
import HeraldStoreConformance
import Synchronization
import Testing

/// What pruning means for the file: pages are used again, the log stays short, a restart goes on.
@Suite struct PruningTests {
    private let clock = ConformanceClock()

    private func fill(_ store: SQLiteStore) async throws -> (NetworkID, WebhookID) {
        let network = Network(
            id: try await store.makeNetworkID(), name: "n", dialect: .standard, createdAt: clock.now)
        try await store.save(network)
        let webhook = Webhook(
            id: try await store.makeWebhookID(), networkID: network.id, url: "https://example.com", secrets: [],
            createdAt: clock.now)
        _ = try await store.add(webhook, limit: 1)
        return (network.id, webhook.id)
    }

    private func publish(
        _ count: Int, _ store: SQLiteStore, _ network: NetworkID, _ webhook: WebhookID, ids: String? = nil
    ) async throws {
        let events = (0..<count).map { number in
            NewEvent(
                type: "a", data: Array(repeating: 0x61, count: 700), externalID: ids.map { "\($0).\(number)" },
                orderingKey: "key:\(number)", occurredAt: clock.now, targets: [webhook])
        }
        _ = try await store.append(events, to: network)
    }

    /// Settles what is owed but every thirtieth, so that some old ones are always in the way for a while.
    private func settle(_ store: SQLiteStore, _ webhook: WebhookID, round: Int) async throws {
        let owed = try await store.owed(to: webhook, after: nil, limit: 10_000)
        let settlements = owed.filter { ($0.id.rawValue / 7 + Int64(round)) % 30 != 0 }.map { delivery in
            Settlement(
                deliveryID: delivery.id, webhookID: webhook, payloadBytes: delivery.event.data.count,
                attempt: Attempt(
                    number: delivery.attemptCount + 1, startedAt: clock.now, durationMicroseconds: 1, status: 500,
                    error: nil, responseHead: Array(repeating: 1, count: 100),
                    responseBody: Array(repeating: 2, count: 300)),
                decision: delivery.id.rawValue % 10 == 0 ? .failed(reason: "no") : .delivered)
        }
        try await store.settle(settlements)
    }

    private func prune(_ store: SQLiteStore, _ bounds: RetentionBounds) async throws -> PruneStep {
        var sum = PruneStep()
        while true {
            let step = try await store.prune(bounds)
            sum.count(step)
            if step.isLast { return sum }
        }
    }

    private func bounds(payloads: Int64, attempts: Int64, deliveries: Int64) -> RetentionBounds {
        var bounds = RetentionBounds()
        bounds.payloadsBefore = clock.now.advanced(byMilliseconds: -payloads)
        bounds.attemptsBefore = clock.now.advanced(byMilliseconds: -attempts)
        bounds.deliveriesBefore = clock.now.advanced(byMilliseconds: -deliveries)
        return bounds
    }

    @Test func theFileStopsGrowingInASteadyState() async throws {
        let place = try TemporaryStore()
        let store = try place.open(clock: clock)
        let (network, webhook) = try await fill(store)
        var sizes: [Int] = []
        for round in 0..<60 {
            try await publish(300, store, network, webhook, ids: "\(round)")
            try await settle(store, webhook, round: round)
            clock.advance(by: 3_600_000)
            try await store.forgetDuplicates(before: clock.now.advanced(byMilliseconds: -4 * 3_600_000))
            _ = try await prune(
                store, bounds(payloads: 3 * 3_600_000, attempts: 5 * 3_600_000, deliveries: 9 * 3_600_000))
            let usage = try await store.usage()
            sizes.append(usage.usedBytes + usage.freeBytes)
        }
        // Three hours of payloads, nine of the rest: it is all there after ten rounds, with some slack.
        let early = try #require(sizes[15..<25].max())
        let late = try #require(sizes[50...].max())
        #expect(late <= early + early / 20, "\(sizes)")
        #expect(try await store.events(of: network, matching: EventQuery(limit: 100_000)).count < 300 * 14)
        let left = try await store.event(externalID: "10.0", of: network)
        #expect(left == nil)
        await store.close()
        let ids = try await DatabaseQueue(path: place.path).read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM external_ids")
        }
        #expect(try #require(ids) < 300 * 20)
    }

    @Test func clearedPayloadsFreeTheirPages() async throws {
        let place = try TemporaryStore()
        let store = try place.open(clock: clock)
        let (network, webhook) = try await fill(store)
        for round in 0..<10 {
            try await publish(300, store, network, webhook)
            try await settle(store, webhook, round: round)
        }
        clock.advance(by: 10_000)
        let before = try await store.usage()
        #expect(before.freeBytes < before.usedBytes / 10)
        let step = try await prune(store, bounds(payloads: 1000, attempts: 1_000_000, deliveries: 1_000_000))
        #expect(step.payloads > 2800)
        let after = try await store.usage()
        #expect(before.usedBytes - after.usedBytes > step.payloads * 600)
        #expect(after.oldestPayload != nil && after.oldestEvent == before.oldestEvent)
        await store.close()
    }

    @Test func aRestartGoesOnWhereItWas() async throws {
        let place = try TemporaryStore()
        var store = try place.open(clock: clock)
        let (network, webhook) = try await fill(store)
        for round in 0..<10 {
            try await publish(300, store, network, webhook)
            try await settle(store, webhook, round: round)
        }
        clock.advance(by: 10_000)
        let limits = bounds(payloads: 1000, attempts: 1000, deliveries: 1000)
        var sum = PruneStep()
        var steps = 0
        while true {
            let step = try await store.prune(limits)
            sum.count(step)
            steps += 1
            if step.isLast { break }
            #expect(step.payloads <= 500 && step.deliveries <= 500 && step.attempts <= 500 && step.events <= 500)
            await store.close()
            store = try place.open(clock: clock)
        }
        #expect(steps > 20)
        let owed = try await store.owed(to: webhook, after: nil, limit: 10_000)
        #expect(owed.count == 3000 - sum.deliveries && owed.allSatisfy { $0.event.hasPayload })
        #expect(try await store.events(of: network, matching: EventQuery(limit: 10_000)).count == owed.count)
        // The clock stands where the last run began: new ids are above what pruning has seen all the same.
        clock.advance(by: -10_000_000)
        await store.close()
        store = try place.open(clock: clock)
        try await publish(1, store, network, webhook)
        let newest = try await store.owed(to: webhook, after: owed.last?.id, limit: 10)
        #expect(newest.count == 1)
        await store.close()
    }

    @Test func aChangeWhileItIsFoundIsSeen() async throws {
        let place = try TemporaryStore()
        let store = try place.open(clock: clock)
        let (network, webhook) = try await fill(store)
        try await publish(300, store, network, webhook)
        let owed = try await store.owed(to: webhook, after: nil, limit: 1000)
        try await settle(store, webhook, round: 0)
        clock.advance(by: 10_000)
        // Deliveries are requeued and pruned at once: whatever comes first, what is owed is whole.
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                _ = try await prune(store, bounds(payloads: 1000, attempts: 1000, deliveries: 5000))
            }
            group.addTask {
                for delivery in owed.reversed() {
                    do {
                        _ = try await store.requeue(delivery.id)
                    } catch let error as StoreError where error == .payloadExpired {
                        continue
                    }
                }
            }
            try await group.waitForAll()
        }
        let after = try await store.owed(to: webhook, after: nil, limit: 1000)
        #expect(after.allSatisfy { $0.event.data.count == 700 })
        #expect(try await store.backlog()[webhook] ?? 0 == after.count)
        #expect(try await store.usage().owed.bytes == after.count * 700)
        await store.close()
    }

    @Test func pruningGoesOnUnderPermanentLoad() async throws {
        let place = try TemporaryStore()
        let store = try place.open(clock: clock)
        let (network, webhook) = try await fill(store)
        for round in 0..<4 {
            try await publish(300, store, network, webhook)
            try await settle(store, webhook, round: round)
        }
        clock.advance(by: 10_000)
        let end = End()
        try await withThrowingTaskGroup(of: Void.self) { group in
            // Always more than one call waits for the writer.
            for _ in 0..<8 {
                group.addTask {
                    while !end.isReached { try await publish(1, store, network, webhook) }
                }
            }
            let step = try await prune(store, bounds(payloads: 1000, attempts: 1000, deliveries: 1000))
            #expect(step.deliveries > 1000)
            end.reach()
            try await group.waitForAll()
        }
        await store.close()
    }

    /// Without the writer's waiting a moment, the log would come to hold every page that is written here.
    @Test func theLogStaysShortWhileQueriesOverlap() async throws {
        let place = try TemporaryStore()
        var configuration = SQLiteConfiguration()
        configuration.checkpointPages = 50
        configuration.maxIdleLogBytes = 1 << 20
        let store = try place.open(configuration: configuration, clock: clock)
        let (network, webhook) = try await fill(store)
        let relay = try ReaderRelay(path: place.path)
        relay.start()
        var longest = 0
        for _ in 0..<300 {
            try await publish(50, store, network, webhook)
            let usage = try await store.usage()
            longest = max(longest, usage.logBytes)
        }
        await relay.stop()
        #expect(longest < 12 << 20, "the log grew to \(longest) bytes")
        await store.close()
    }
}

/// Two connections that read in turns, so that one of them is always reading: each ends when the other has begun.
private final class ReaderRelay: Sendable {
    private let queues: [DatabaseQueue]
    private let turns = [DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)]
    private let end = End()
    private let ended: AsyncStream<Void>
    private let source: AsyncStream<Void>.Continuation

    init(path: String) throws {
        queues = [try DatabaseQueue(path: path), try DatabaseQueue(path: path)]
        (ended, source) = AsyncStream.makeStream(of: Void.self)
    }

    func start() {
        for index in 0..<2 {
            Thread.detachNewThread { [self] in
                while !end.isReached {
                    try? queues[index].read { db in
                        _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM types")
                        turns[1 - index].signal()
                        turns[index].wait()
                    }
                }
                turns[1 - index].signal()
                source.yield()
            }
        }
    }

    func stop() async {
        end.reach()
        var count = 0
        for await _ in ended {
            count += 1
            if count == 2 { return }
        }
    }
}

/// Tells tasks that they may end.
private final class End: Sendable {
    private let reached = Atomic(false)

    var isReached: Bool { reached.load(ordering: .relaxed) }

    func reach() { reached.store(true, ordering: .relaxed) }
}
