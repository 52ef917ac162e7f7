import HeraldJSON
import HeraldModel
import HeraldStore
import Testing

@testable import HeraldOperations

@Suite struct AdministrationTests {
    @Test func aRestartFindsEverythingAgain() async throws {
        let world = try await World(events: ["channel.*"])
        let engine = FakeEngine()
        let restarted = try await World.operations(world.store, engine)
        #expect(restarted.directory.networks == [world.network])
        #expect(try restarted.webhooks.all(of: world.network.id) == [world.webhook])
        #expect(restarted.webhooks.openLanes().isEmpty)
        #expect(engine.openedLanes == [world.webhook.id])
        let published = try await restarted.publishing.publish(
            Array(#"{"type":"channel.didClose","data":{}}"#.utf8), to: world.network.id)
        #expect(published.map(\.deliveries) == [1])
    }

    @Test func lanesThatCannotOpenAreReported() async throws {
        let world = try await World()
        var broken = world.webhook
        broken.url = "https://broken.example/"
        try await world.store.update(broken)
        let restarted = try await World.operations(world.store, world.engine)
        let failures = restarted.webhooks.openLanes()
        #expect(failures.map(\.webhook) == [world.webhook.id])
    }

    @Test func changesSideBySideLoseNothing() async throws {
        let world = try await World()
        let fields: [JSONValue] = [
            ["description": "d"], ["timeoutMs": 777], ["ordering": "key"], ["rateLimitPerSecond": 9],
            ["maxConcurrency": 3], ["legacySignature": true], ["headers": ["x": "y"]], ["events": ["channel.*"]],
        ]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for field in fields {
                group.addTask {
                    _ = try await world.operations.webhooks.update(world.webhook.id, of: world.network.id, field)
                }
            }
            try await group.waitForAll()
        }
        let webhook = try #require(try await world.store.webhooks().first)
        #expect(webhook.description == "d" && webhook.timeoutMilliseconds == 777 && webhook.ordering == .key)
        #expect(webhook.rateLimitPerSecond == 9 && webhook.maxConcurrency == 3 && webhook.legacySignature)
        #expect(webhook.headers == [.init(name: "x", value: "y")] && webhook.events.map(\.description) == ["channel.*"])
        #expect(world.operations.directory.webhook(webhook.id) == webhook)
    }

    @Test func aChangeOfTheNetworkReachesTheLanes() async throws {
        let world = try await World()
        _ = try await world.operations.networks.update(world.network.id, ["region": "eu"])
        #expect(world.engine.openedLanes == [world.webhook.id, world.webhook.id])
    }

    @Test func rotationCutsWhatIsOldAndMany() {
        let now = World.now
        var secrets = [WebhookSecret(value: "0", createdAt: now)]
        for number in 1...6 {
            secrets = WebhookAdministration.rotated(secrets, to: "\(number)", overlapSeconds: 60, at: now)
        }
        #expect(secrets.map(\.value) == ["6", "5", "4", "3", "2"])
        #expect(secrets.first?.expiresAt == nil)
        let later = WebhookAdministration.rotated(
            secrets, to: "7", overlapSeconds: 600, at: now.advanced(byMilliseconds: 30_000))
        #expect(later.map(\.expiresAt).dropFirst(2).allSatisfy { $0 == now.advanced(byMilliseconds: 60_000) })
        let after = WebhookAdministration.rotated(
            secrets, to: "7", overlapSeconds: 600, at: now.advanced(byMilliseconds: 60_000))
        #expect(after.map(\.value) == ["7", "6"])
    }
}
