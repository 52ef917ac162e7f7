import HeraldDelivery
import HeraldHooks
import HeraldJSON
import HeraldModel
import HeraldTestSupport
import Testing

/// Hooks that cannot be reached at all.
@Suite struct HookReachabilityTests {
    struct Row: Sendable {
        let host: String
        let code: String
    }

    @Test(
        arguments: [
            Row(host: "127.0.0.1", code: "connect_failed"), Row(host: "10.0.0.1", code: "address_forbidden"),
            Row(host: "[::ffff:10.0.0.1]", code: "address_forbidden"), Row(host: "nowhere.invalid", code: "dns_failed"),
        ], Hook.FailureAction.allCases)
    func theRuleDecides(row: Row, rule: Hook.FailureAction) async throws {
        try await HookWorld.run {
            $0.answer("{}")
        } body: { world in
            // Nobody listens on port 1.
            let outcome = await world.ask(world.hook(onFailure: rule, port: 1, host: row.host))
            #expect(outcome.fault?.code == row.code && outcome.decidedBy == .error)
            #expect(outcome.verdict.decision == (rule == .allow ? .accepted : .rejected))
            #expect(world.server.connections == 0)
        }
    }

    @Test func aDeadHookIsPausedAndItsSuccessorIsNot() async throws {
        var settings = HookSettings()
        settings.breaker.failuresInARow = 3
        try await HookWorld.run(settings: settings) {
            $0.answer("{}")
        } body: { world in
            let dead = world.hook(port: 1)
            for _ in 1...3 { #expect(await world.ask(dead).decidedBy == .error) }
            let paused = await world.ask(dead)
            #expect(paused.decidedBy == .breaker && paused.fault?.code == "breaker_open")
            #expect(world.caller.isPaused(dead.key) && world.caller.pausedHooks == 1)
            #expect(await world.ask(world.hook()).decidedBy == .hook)
            #expect(!world.caller.isPaused(dead.key))
        }
    }

    @Test func aHookWithoutSecretSaysSo() async throws {
        try await HookWorld.run {
            $0.answer("{}")
        } body: { world in
            var hook = world.hook()
            hook.secrets = []
            let outcome = await world.ask(hook)
            #expect(outcome.fault?.code == "unusable_hook" && outcome.decidedBy == .error)
            #expect(world.server.connections == 0)
        }
    }

    @Test func aTransportThatStopsEndsTheCall() async throws {
        let record = try await withThrowingTaskGroup(of: HookOutcome<MessageVerdict>.self) { group in
            try await HookWorld.run { _ in
            } body: { world in
                group.addTask { [caller = world.caller, hook = world.hook(), network = world.network] in
                    await caller.ask(
                        HookQuestion(body: [:]), of: hook, in: network,
                        judge: MessageJudge(message: [:], dialect: .socialplus))
                }
                while world.server.requests == 0 { try await Task.sleep(for: .milliseconds(1)) }
            }
            return try await group.next()
        }
        #expect(record?.decidedBy == .error)
        #expect(record?.fault?.timer == nil)
    }
}
