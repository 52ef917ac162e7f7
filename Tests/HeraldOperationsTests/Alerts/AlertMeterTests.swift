import HeraldJSON
import HeraldModel
import HeraldStore
import Synchronization
import Testing

@testable import HeraldOperations

@Suite struct AlertMeterTests {
    /// Counts how often statistics are asked for.
    private final class CountingStats: LiveStats {
        private let calls = Atomic<Int>(0)
        var count: Int { calls.load(ordering: .relaxed) }

        func unsavedStats() -> [StatsBucket] {
            calls.add(1, ordering: .relaxed)
            return []
        }
    }

    private func rule(
        _ number: Int64, _ metric: AlertRule.Metric, of world: World, _ subject: AlertRule.Subject = .network,
        window: Int64 = 5, minimum: Int64 = 1
    ) -> AlertRule {
        AlertRule(
            id: AlertID(rawValue: number), networkID: world.network.id, name: "", metric: metric, subject: subject,
            threshold: 1, windowMinutes: window, minimum: minimum, createdAt: World.now)
    }

    @Test func `rates and lags, with one question per window`() async throws {
        let world = try await World()
        let other = try await world.operations.webhooks.create(
            ["url": "https://other.example/", "events": ["channel.*"]], in: world.network.id
        ).webhook
        try await world.publish(3)
        try await world.publish(1, type: "message.didCreate")
        let minute = World.now.milliseconds / 60_000
        for (webhook, age, delivered, failed) in [
            (world.webhook.id, Int64(0), 6, 2), (other.id, 0, 2, 0), (world.webhook.id, 30, 0, 30),
        ] {
            var bucket = StatsBucket(webhookID: webhook, minute: minute - age)
            bucket.delivered = delivered
            bucket.failed = failed
            try await world.store.add([bucket])
        }
        let live = CountingStats()
        let meter = DeliveryMeter(
            statistics: Statistics(
                store: world.store, directory: world.operations.directory, live: live,
                clock: WallClock { World.now }), directory: world.operations.directory)
        let rules = [
            rule(1, .successRate, of: world), rule(2, .successRate, of: world, .webhook(world.webhook.id)),
            rule(3, .successRate, of: world, window: 60), rule(4, .successRate, of: world, minimum: 11),
            rule(5, .successRate, of: world, .webhook(other.id), minimum: 2), rule(6, .lag, of: world),
            rule(7, .lag, of: world, .webhook(other.id)), rule(8, .lag, of: world, .webhook(WebhookID(rawValue: 1))),
        ]
        let readings = try await meter.readings(for: rules, of: world.network.id, at: World.now)
        #expect(live.count == 2)
        #expect(
            readings.mapValues { ($0 * 1000).rounded() / 1000 } == [
                AlertID(rawValue: 1): 0.8, AlertID(rawValue: 2): 0.75, AlertID(rawValue: 3): 0.2,
                AlertID(rawValue: 5): 1, AlertID(rawValue: 6): 7, AlertID(rawValue: 7): 3,
            ])
        _ = try await meter.readings(for: [rules[5], rules[6]], of: world.network.id, at: World.now)
        #expect(live.count == 3)
        #expect(meter.knows(.webhook(other.id), of: world.network.id))
        #expect(!meter.knows(.webhook(other.id), of: NetworkID(rawValue: 1)))
        try await world.operations.webhooks.delete(other.id, of: world.network.id)
        #expect(!meter.knows(.webhook(other.id), of: world.network.id))
    }

    @Test func `silence counts from the newest event that is not Herald's own`() async throws {
        let clock = ManualClock()
        let store = InMemoryStore(limits: BacklogLimits()) { clock.now }
        let operations = try await World.operations(store, FakeEngine())
        let network = try await operations.networks.create(["name": "n", "dialect": "socialplus"]).id
        let meter = SilenceMeter(store: store, directory: operations.directory)
        let rule = AlertRule(
            id: AlertID(rawValue: 1), networkID: network, name: "", metric: .silence, threshold: 1,
            createdAt: World.now)
        func publish(_ type: String, _ count: Int) async throws {
            let event = NewEvent(type: type, data: Array("{}".utf8), occurredAt: clock.now, targets: [])
            _ = try await operations.publishing.accept(
                PreparedBatch(networkID: network, events: Array(repeating: event, count: count)))
        }
        func silence() async throws -> Double? {
            try await meter.readings(for: [rule], of: network, at: clock.now)[rule.id]
        }
        clock.advance(seconds: 5)
        #expect(try await silence() == 5)
        try await publish("channel.didCreate", 1)
        #expect(try await silence() == 0)
        clock.advance(seconds: 7)
        try await publish("herald.alert.firing", 400)
        #expect(try await silence() == 7)
        clock.advance(seconds: 3)
        #expect(try await silence() == 10)
        try await publish("channel.didCreate", 1)
        try await publish("herald.alert.resolved", 45)
        clock.advance(seconds: 1)
        #expect(try await silence() == 1)
        // What lies behind too many of Herald's own is not known: the oldest of those that were seen counts.
        try await publish("herald.delivery.exhausted", 600)
        clock.advance(seconds: 2)
        #expect(try await silence() == 2)
        try await operations.networks.delete(network)
        #expect(try await silence() == nil)
    }
}
