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

    @Test func aReplayRunsPageByPage() async throws {
        let world = try await World()
        try await world.publish(1200)
        let id = try await order(world)
        let runner = world.operations.replayRunner
        var steps: [Int] = []
        while await runner.step(at: .zero) != nil {
            steps.append(try await world.operations.replays.replay(id, of: world.network.id).enqueued)
        }
        #expect(steps == [500, 1000])
        let done = try await world.operations.replays.replay(id, of: world.network.id)
        #expect(done.state == .completed && done.enqueued == 1200)
        #expect(try await world.store.backlog()[world.webhook.id] == 2400)
        #expect(await runner.step(at: .seconds(100)) == nil)
    }

    @Test func theRateIsKept() async throws {
        let world = try await World()
        try await world.publish(25)
        let id = try await order(world, .init([.init("ratePerSecond", 10)]))
        let runner = world.operations.replayRunner
        func enqueued() async throws -> Int {
            try await world.operations.replays.replay(id, of: world.network.id).enqueued
        }
        let wait = try #require(await runner.step(at: .zero))
        #expect(try await enqueued() == 1)
        #expect(wait > .milliseconds(90) && wait <= .milliseconds(100))
        _ = await runner.step(at: .milliseconds(50))
        #expect(try await enqueued() == 1)
        _ = await runner.step(at: .milliseconds(100))
        #expect(try await enqueued() == 2)
        _ = await runner.step(at: .seconds(60))
        #expect(try await enqueued() == 12)
        _ = await runner.step(at: .seconds(62))
        #expect(try await enqueued() == 22)
    }

    @Test func anOverflowingLaneIsGivenTime() async throws {
        let world = try await World()
        try await world.publish(3)
        let id = try await order(world)
        world.engine.setOverflowing(true)
        #expect(await world.operations.replayRunner.step(at: .zero) == ReplayRunner.patience)
        #expect(try await world.operations.replays.replay(id, of: world.network.id).enqueued == 0)
        world.engine.setOverflowing(false)
        #expect(await world.operations.replayRunner.step(at: .seconds(1)) == nil)
        #expect(try await world.operations.replays.replay(id, of: world.network.id).enqueued == 3)
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
        try await world.publish(700)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await world.operations.replayRunner.run() }
            let id = try await order(world)
            while try await world.operations.replays.replay(id, of: world.network.id).state != .completed {
                await Task.yield()
            }
            group.cancelAll()
            try await group.waitForAll()
        }
        #expect(try await world.store.backlog()[world.webhook.id] == 1400)
    }
}
