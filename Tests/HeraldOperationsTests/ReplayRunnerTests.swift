import HeraldJSON
import HeraldModel
import HeraldStore
import ServiceLifecycle
import Testing

@testable import HeraldOperations

@Suite struct ReplayRunnerTests {
    private func order(_ world: World, _ more: JSONObject = .init()) async throws -> ReplayID {
        var body = more
        body["webhook"] = .string(world.webhook.id.description)
        body["since"] = "2026-01-01T00:00:00Z"
        body["until"] = "2026-02-01T00:00:00Z"
        body["status"] = "all"
        let order = try await world.operations.replays.create(.object(body), in: world.network.id)
        return try #require(order.replay?.id)
    }

    /// Records an outcome for everything that is owed, or the first few of it.
    private func settle(
        _ world: World, _ decision: Settlement.Decision = .delivered, first count: Int = .max, untriedOnly: Bool = false
    ) async throws {
        let owed = try await world.store.owed(to: world.webhook.id, OwedScan(limit: count, maxBytes: .max))
        try await world.store.settle(
            owed.deliveries.filter { !untriedOnly || $0.attemptCount == 0 }.map { delivery in
                Settlement(
                    deliveryID: delivery.id, webhookID: delivery.webhookID, payloadBytes: delivery.event.data.count,
                    attempt: Attempt(
                        number: delivery.attemptCount + 1, startedAt: World.now, durationMicroseconds: 1, status: 200,
                        error: nil),
                    decision: decision)
            })
    }

    private func replay(_ world: World, _ id: ReplayID) async throws -> Replay {
        try await world.operations.replays.replay(id, of: world.network.id)
    }

    @Test func aReplayHasAWindowOfUntriedDeliveries() async throws {
        let world = try await World()
        try await world.publish(1200)
        try await settle(world)
        let id = try await order(world)
        let runner = world.operations.replayRunner
        var most = 0
        var rounds = 0
        while await runner.step(at: .zero) != nil, rounds < 100 {
            let replay = try await replay(world, id)
            most = max(most, replay.outcomes.untried)
            // As if the receiver took some meanwhile, and events were published.
            if rounds % 2 == 1 { try await settle(world, first: 200) }
            rounds += 1
        }
        #expect(most == ReplayRunner.window)
        try await settle(world)
        let done = try await replay(world, id)
        #expect(done.state == .completed && done.enqueued == 1200 && done.outcomes.delivered == 1200)
        #expect(done.owed == 0 && done.remaining == 0 && done.skipped == 0)
        #expect(await runner.step(at: .seconds(100)) == nil)
    }

    @Test func whatIsPublishedMeanwhileStandsBehindOneWindowOnly() async throws {
        let world = try await World()
        try await world.publish(3000)
        try await settle(world)
        let first = try await order(world)
        let second = try await order(world)
        for _ in 0..<10 { _ = await world.operations.replayRunner.step(at: .zero) }
        try await world.publish(1)
        let owed = try await world.store.owed(
            to: world.webhook.id, OwedScan(limit: .max, maxBytes: .max))
        // Each of two replays has its window.
        #expect(owed.deliveries.count == 2 * ReplayRunner.window + 1)
        for id in [first, second] { #expect(try await replay(world, id).owed == ReplayRunner.window) }
    }

    @Test func aFullWindowIsLookedAtLessAndLessOften() async throws {
        let world = try await World()
        try await world.publish(600)
        try await settle(world)
        _ = try await order(world)
        let runner = world.operations.replayRunner
        _ = await runner.step(at: .zero)
        var waits: [Duration] = []
        for _ in 0..<8 { waits.append(try #require(await runner.step(at: .zero))) }
        #expect(waits.first == ReplayRunner.waits.first && waits.last == ReplayRunner.waits.most)
        #expect(waits == waits.sorted())
        try await settle(world)
        #expect(await runner.step(at: .zero) == nil)
    }

    @Test func whatWaitsForARetryMakesRoomUpToALimit() async throws {
        let world = try await World()
        try await world.publish(10_000)
        try await world.publish(3000)
        try await settle(world)
        let id = try await order(world)
        let runner = world.operations.replayRunner
        for _ in 0..<25 {
            _ = await runner.step(at: .zero)
            let later = World.now.advanced(byMilliseconds: 1000)
            try await settle(world, .retry(at: later), untriedOnly: true)
        }
        let stuck = try await replay(world, id)
        #expect(stuck.state == .running && stuck.outcomes.untried == 0)
        #expect(stuck.waiting >= ReplayRunner.waitingLimit)
        #expect(stuck.waiting < ReplayRunner.waitingLimit + ReplayRunner.window)
        try await settle(world, .failed(reason: "no"))
        _ = await runner.step(at: .zero)
        #expect(try await replay(world, id).enqueued > stuck.enqueued)
        #expect(try await replay(world, id).outcomes.failed == stuck.enqueued)
    }

    @Test func theRateIsKept() async throws {
        let world = try await World()
        try await world.publish(25)
        try await settle(world)
        let id = try await order(world, .init([.init("ratePerSecond", 10)]))
        let runner = world.operations.replayRunner
        func enqueued() async throws -> Int {
            try await settle(world)
            return try await replay(world, id).enqueued
        }
        let wait = try #require(await runner.step(at: .zero))
        #expect(try await enqueued() == 1)
        #expect(wait > .milliseconds(90) && wait <= .milliseconds(100))
        _ = await runner.step(at: .milliseconds(50))
        #expect(try await enqueued() == 1)
        _ = await runner.step(at: .milliseconds(100))
        #expect(try await enqueued() == 2)
        // However long it was held up, nothing comes in a burst.
        _ = await runner.step(at: .seconds(60))
        #expect(try await enqueued() == 4)
        // A new start has no more either.
        _ = try await world.operations.replays.setState(.paused, id, of: world.network.id)
        #expect(await runner.step(at: .seconds(100)) == nil)
        _ = try await world.operations.replays.setState(.running, id, of: world.network.id)
        _ = await runner.step(at: .seconds(200))
        #expect(try await enqueued() == 5)
    }

    @Test(arguments: [1, 7, 50, 333, 5000])
    func theRateIsExactOverAMinuteWithLateTimers(rate: Int) {
        var random = SplitMix64(seed: UInt64(rate))
        var now = Duration.zero
        var pacer = ReplayPacer(ratePerSecond: rate, now: now)
        var taken = 0
        var took: [(at: Duration, count: Int)] = []
        while now < .seconds(60) {
            let count = pacer.available(at: now)
            pacer.spend(count)
            taken += count
            took.append((now, count))
            now += pacer.untilNext + .microseconds(Int64.random(in: 0...4000, using: &random))
        }
        #expect(abs(taken - 60 * rate) <= max(2, rate / 5))
        for start in stride(from: 0, to: took.count, by: 7) {
            let second = took[start...].prefix { $0.at < took[start].at + .seconds(1) }
            #expect(second.reduce(0) { $0 + $1.count } <= rate + max(2, rate / 5))
        }
    }

    @Test func aRateKeepsTheWindowSmall() async throws {
        let world = try await World()
        try await world.publish(100)
        try await settle(world)
        let id = try await order(world, .init([.init("ratePerSecond", 20)]))
        for second in 0..<30 { _ = await world.operations.replayRunner.step(at: .seconds(second)) }
        // The webhook took nothing for half a minute: what it gets at once afterwards is one second's worth.
        #expect(try await replay(world, id).outcomes.untried <= 20)
    }

    @Test func aCrowdedLaneGetsASmallWindow() async throws {
        let world = try await World()
        try await world.publish(600)
        try await settle(world)
        let id = try await order(world)
        world.engine.setOverflowing(true)
        for _ in 0..<5 { _ = await world.operations.replayRunner.step(at: .zero) }
        #expect(try await replay(world, id).enqueued == ReplayRunner.crowdedWindow)
        world.engine.setOverflowing(false)
        _ = await world.operations.replayRunner.step(at: .zero)
        #expect(try await replay(world, id).enqueued == ReplayRunner.window)
    }

    @Test func aReplayOfADeletedWebhookEnds() async throws {
        let world = try await World()
        try await world.publish(600)
        try await settle(world)
        let id = try await order(world)
        _ = await world.operations.replayRunner.step(at: .zero)
        try await settle(world, first: 100)
        try await world.operations.webhooks.delete(world.webhook.id, of: world.network.id)
        #expect(await world.operations.replayRunner.step(at: .zero) == nil)
        let ended = try await replay(world, id)
        #expect(ended.state == .cancelled && ended.outcomes.delivered == 100)
        #expect(ended.skipped == ReplayRunner.window - 100 && ended.owed == 0)
    }

    @Test func pausedReplaysRest() async throws {
        let world = try await World()
        try await world.publish(3)
        let id = try await order(world)
        _ = try await world.operations.replays.setState(.paused, id, of: world.network.id)
        #expect(await world.operations.replayRunner.step(at: .zero) == nil)
        _ = try await world.operations.replays.setState(.running, id, of: world.network.id)
        _ = await world.operations.replayRunner.step(at: .zero)
        #expect(try await world.operations.replays.replay(id, of: world.network.id).state == .completed)
    }

    @Test func aStoreThatFailsIsAskedAgainLater() async throws {
        let world = try await World()
        await world.store.close()
        #expect(await world.operations.replayRunner.step(at: .zero) == ReplayRunner.pause)
    }

    @Test func theServiceTakesOrdersAndEndsWhenCancelled() async throws {
        let world = try await World()
        try await world.publish(400)
        try await settle(world)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await world.operations.replayRunner.run() }
            let id = try await order(world)
            while try await world.operations.replays.replay(id, of: world.network.id).state != .completed {
                await Task.yield()
            }
            group.cancelAll()
            try await group.waitForAll()
        }
        #expect(try await world.store.backlog()[world.webhook.id] == 400)
    }
}
