import HeraldJSON
import HeraldModel
import Testing

@testable import HeraldOperations

@Suite struct SourceMeterTests {
    private let world: World
    private let door: SourceDoor

    init() async throws {
        world = try await World()
        door = try await world.operations.sources.create(
            ["provider": "socialplus", "secrets": ["0123456789abcdef"]], in: world.network.id)
    }

    private var subject: AlertRule.Subject { .source(door.source.id.description) }

    private func meter(startedAt: Timestamp = World.now) -> SourceMeter {
        SourceMeter(directory: world.operations.directory, startedAt: startedAt)
    }

    private func rule(
        _ number: Int64, _ metric: AlertRule.Metric, threshold: Double = 60, window: Int64 = 5, minimum: Int64 = 1
    ) -> AlertRule {
        AlertRule(
            id: AlertID(rawValue: number), networkID: world.network.id, name: "", metric: metric, subject: subject,
            threshold: threshold, windowMinutes: window, minimum: minimum, createdAt: World.now)
    }

    private func seconds(_ seconds: Int64) -> Timestamp { World.now.advanced(byMilliseconds: seconds * 1000) }

    @Test func `success is what was taken among all requests of the window`() async throws {
        let stats = door.stats
        for _ in 0..<30 { stats.countRefusal("signature_mismatch", at: World.now, after: .zero) }
        let now = seconds(1200)
        for _ in 0..<6 { stats.countSuccess(isDuplicate: false, at: now, after: .zero) }
        stats.countSuccess(isDuplicate: true, at: now, after: .zero)
        stats.countRefusal("missing_signature", at: now, after: .zero)
        let rules = [
            rule(1, .successRate), rule(2, .successRate, window: 60), rule(3, .successRate, window: 1440),
            rule(4, .successRate, minimum: 8), rule(5, .successRate, minimum: 9),
        ]
        let readings = try await meter().readings(for: rules, of: world.network.id, at: now)
        let (short, long) = (7.0 / 8, 7.0 / 38)
        #expect(rules.map { readings[$0.id] } == [short, long, long, short, nil])
    }

    @Test func `silence counts from the last genuine request`() async throws {
        let silent = rule(1, .silence)
        let network = world.network.id
        #expect(try await meter().readings(for: [silent], of: network, at: seconds(5)) == [silent.id: 5])
        door.stats.countSuccess(isDuplicate: true, at: seconds(20), after: .zero)
        door.stats.countRefusal("signature_mismatch", at: seconds(25), after: .zero)
        #expect(try await meter().readings(for: [silent], of: network, at: seconds(30)) == [silent.id: 10])
    }

    @Test func `after a restart a silence is not known until it is long enough`() async throws {
        let silent = rule(1, .silence)
        let network = world.network.id
        let meter = meter(startedAt: seconds(100))
        #expect(try await meter.readings(for: [silent], of: network, at: seconds(159)) == [:])
        #expect(try await meter.readings(for: [silent], of: network, at: seconds(160)) == [silent.id: 60])
        door.stats.countSuccess(isDuplicate: false, at: seconds(161), after: .zero)
        #expect(try await meter.readings(for: [silent], of: network, at: seconds(162)) == [silent.id: 1])
    }

    @Test func `a source that is off or gone is not measured`() async throws {
        let rules = [rule(1, .silence), rule(2, .successRate)]
        let network = world.network.id
        door.stats.countSuccess(isDuplicate: false, at: World.now, after: .zero)
        #expect(try await meter().readings(for: rules, of: network, at: World.now).count == 2)
        _ = try await world.operations.sources.update(door.source.id, of: network, ["enabled": false])
        #expect(try await meter().readings(for: rules, of: network, at: World.now).isEmpty)
        #expect(meter().knows(subject, of: network))
        #expect(!meter().knows(subject, of: NetworkID(rawValue: 1)))
        try await world.operations.sources.delete(door.source.id, of: network)
        #expect(!meter().knows(subject, of: network))
        #expect(try await meter().readings(for: rules, of: network, at: World.now).isEmpty)
    }
}
