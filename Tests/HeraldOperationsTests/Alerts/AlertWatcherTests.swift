import HeraldJSON
import HeraldModel
import HeraldStore
import Testing

@testable import HeraldOperations

@Suite struct AlertWatcherTests {
    private static let firing = "herald.alert.firing"
    private static let resolved = "herald.alert.resolved"

    private func json(_ event: EventRecord) throws -> JSONValue { try JSONValue(parsing: event.data) }

    @Test func `a rule fires once and is over once`() async throws {
        let stage = try await AlertStage()
        let alert = try await stage.rule()
        #expect(try stage.report(alert).condition == .unknown)
        await stage.look(alert, 3)
        #expect(try stage.report(alert).condition == .quiet)
        #expect(try await stage.told().isEmpty)
        await stage.look(alert, 11)
        let since = stage.clock.now
        await stage.look(alert, 500)
        await stage.look(alert, nil)
        #expect(try stage.report(alert).condition == .firing)
        #expect(try stage.report(alert).value == nil)
        #expect(stage.alerts.firingCount == 1)
        await stage.look(alert, 10)
        #expect(try stage.report(alert).condition == .quiet)
        #expect(stage.alerts.firingCount == 0)

        let told = try await stage.told()
        #expect(told.map(\.type) == [Self.firing, Self.resolved])
        #expect(told.map(\.orderingKey) == ["alert:\(alert)", "alert:\(alert)"])
        #expect(try await stage.targets(of: told[0]) == [stage.listener.id])
        let first = try json(told[0])
        #expect(first["alert"]?["id"]?.string == alert.description)
        #expect(first["alert"]?["threshold"]?.integer == 10)
        #expect(first["alert"]?["subject"] == .null)
        #expect(first["value"]?.integer == 11)
        #expect(first["firingSince"]?.string == since.description)
        let second = try json(told[1])
        #expect(second["firingSince"]?.string == since.description)
        #expect(second["resolvedAt"]?.string == stage.clock.now.description)
        #expect(second["reason"]?.string == "recovered")
        #expect(try JSONCanonicalizer.canonicalize(told[0].data) == told[0].data)
    }

    @Test func `a condition must hold as long as the rule asks`() async throws {
        let stage = try await AlertStage()
        let alert = try await stage.rule(["forSeconds": 20])
        await stage.look(alert, 11)
        #expect(try stage.report(alert).condition == .pending)
        await stage.look(alert, 11)
        #expect(try await stage.told().isEmpty)
        await stage.look(alert, 11)
        #expect(try stage.report(alert).condition == .firing)
        #expect(try await stage.told().map(\.type) == [Self.firing])
    }

    @Test func `a restart neither forgets nor repeats`() async throws {
        let stage = try await AlertStage()
        let alert = try await stage.rule()
        await stage.look(alert, 11)
        let since = stage.clock.now
        let next = try await stage.restarted()
        #expect(try next.report(alert).rule.firingSince == since)
        #expect(try next.report(alert).condition == .firing)
        await next.look(alert, 11)
        #expect(try await next.told().map(\.type) == [Self.firing])
        await next.look(alert, 0)
        let told = try await next.told()
        #expect(told.map(\.type) == [Self.firing, Self.resolved])
        #expect(try json(told[1])["firingSince"]?.string == since.description)
        let last = try await next.restarted()
        #expect(try last.report(alert).rule.firingSince == nil)
        #expect(try await last.rule() > alert)
    }

    @Test func `what cannot be published is tried again`() async throws {
        let stage = try await AlertStage(maxBacklog: 1)
        let alert = try await stage.rule()
        try await stage.world.publish(1)
        await stage.look(alert, 11)
        #expect(try stage.report(alert).rule.firingSince == nil)
        #expect(try await stage.told().isEmpty)
        try await stage.world.store.deleteWebhook(stage.world.webhook.id)
        await stage.look(alert, 11)
        #expect(try stage.report(alert).rule.firingSince == stage.clock.now)
        #expect(try await stage.told().map(\.type) == [Self.firing])
    }

    @Test func `what is published and cannot be saved is not told again`() async throws {
        let stage = try await AlertStage()
        let alert = try await stage.rule()
        stage.documents.setRefusing(true)
        await stage.look(alert, 11)
        let since = stage.clock.now
        await stage.look(alert, 11)
        #expect(try await stage.told().count == 1)
        #expect(try await stage.restarted().report(alert).rule.firingSince == nil)
        stage.documents.setRefusing(false)
        await stage.look(alert, 11)
        #expect(try await stage.told().count == 1)
        #expect(try await stage.restarted().report(alert).rule.firingSince == since)
    }

    @Test func `a measure that fails changes nothing and stops no other`() async throws {
        let stage = try await AlertStage()
        let other = try await stage.world.operations.networks.create(["name": "b", "dialect": "socialplus"])
        let alert = try await stage.rule(["forSeconds": 20])
        let neighbour = try await stage.rule(in: other.id)
        await stage.look(alert, 11)
        stage.meter.setBroken(true, stage.world.network.id)
        stage.meter.set(11, neighbour)
        await stage.look(alert, 11)
        #expect(try stage.report(alert).condition == .pending)
        #expect(try stage.report(alert).value == nil)
        #expect(try await stage.told(in: other.id).map(\.type) == [Self.firing])
        stage.meter.setBroken(false, stage.world.network.id)
        await stage.look(alert, 11)
        #expect(try stage.report(alert).condition == .firing)
    }

    @Test(.timeLimit(.minutes(10))) func `a measure that hangs is left behind and not started twice`() async throws {
        let (seen, source) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .unbounded)
        // Patience ends when the test says so.
        let stage = try await AlertStage(sleep: { _ in
            for await _ in seen { return }
            throw CancellationError()
        })
        let network = stage.world.network.id
        let alert = try await stage.rule()
        stage.meter.set(11, alert)
        stage.meter.hang(network)
        source.yield()
        await stage.watcher.look()
        #expect(try stage.report(alert).condition == .unknown)
        #expect(stage.meter.starts(network) == 1)
        await stage.watcher.look()
        #expect(stage.meter.starts(network) == 1)
        stage.meter.release()
        // What was left behind ends in its own time; until then looks go on without it.
        while try stage.report(alert).condition != .firing {
            await stage.watcher.look()
            await Task.yield()
        }
        #expect(stage.meter.starts(network) == 2)
    }

    @Test func `a rule about what is gone goes too, and says so when it fires`() async throws {
        let stage = try await AlertStage()
        let alert = try await stage.rule([
            "metric": "silence", "threshold": 10, "subject": ["source": "src_1"],
        ])
        let quiet = try await stage.rule(["metric": "silence", "subject": ["source": "src_1"]])
        await stage.look(alert, 11)
        stage.meter.forget(source: "src_1")
        await stage.look(alert, 11)
        #expect(try stage.alerts.all(of: stage.world.network.id).isEmpty)
        let told = try await stage.told()
        #expect(told.map(\.type) == [Self.firing, Self.resolved])
        #expect(try json(told[1])["reason"]?.string == "subjectDeleted")
        #expect(try json(told[1])["value"] == .null)
        #expect(quiet > alert)
        #expect(try await stage.restarted().alerts.all(of: stage.world.network.id).isEmpty)
    }

    @Test func `a rule that fires and is switched off or deleted is over`() async throws {
        let stage = try await AlertStage()
        let network = stage.world.network.id
        let alert = try await stage.rule()
        await stage.look(alert, 11)
        let off = try await stage.alerts.update(alert, of: network, ["enabled": false])
        #expect(off.condition == .unknown && off.rule.firingSince == nil)
        await stage.look(alert, 11)
        #expect(try stage.report(alert).condition == .unknown)
        _ = try await stage.alerts.update(alert, of: network, ["enabled": true])
        await stage.look(alert, 11)
        try await stage.alerts.delete(alert, of: network)
        await stage.look(alert, 11)
        let told = try await stage.told()
        #expect(told.map(\.type) == [Self.firing, Self.resolved, Self.firing, Self.resolved])
        #expect(try json(told[1])["reason"]?.string == "disabled")
        #expect(try json(told[3])["reason"]?.string == "deleted")
        #expect(throws: OperationError.notFound("alert")) { try stage.report(alert) }
    }

    @Test func `changing a rule that fires does not repeat it`() async throws {
        let stage = try await AlertStage()
        let alert = try await stage.rule()
        await stage.look(alert, 11)
        let changed = try await stage.alerts.update(
            alert, of: stage.world.network.id, ["threshold": 5, "name": "Renamed"])
        #expect(changed.condition == .firing && changed.rule.name == "Renamed")
        await stage.look(alert, 11)
        #expect(try await stage.told().count == 1)
        await stage.look(alert, 5)
        #expect(try await stage.told().count == 2)
    }

    @Test func `a webhook is not told how it does itself`() async throws {
        let stage = try await AlertStage()
        let alert = try await stage.rule(["subject": ["webhook": .string(stage.listener.id.description)]])
        await stage.look(alert, 11)
        let event = try #require(try await stage.told().first)
        #expect(try await stage.targets(of: event) == [])
        let detail = try await stage.world.operations.inspection.event(
            event.id.description, of: stage.world.network.id)
        let reasons = Dictionary(uniqueKeysWithValues: detail.missed.map { ($0.webhookID, $0.reason) })
        #expect(reasons[stage.listener.id] == .ownNotice)
    }

    @Test func `rules go with their network`() async throws {
        let stage = try await AlertStage()
        let alert = try await stage.rule()
        await stage.look(alert, 11)
        try await stage.world.operations.networks.delete(stage.world.network.id)
        await stage.look(alert, 11)
        #expect(stage.alerts.firingCount == 0)
        #expect(try await stage.documents.documents(named: "alerts").isEmpty)
    }
}
