import HeraldHooks
import HeraldModel
import HeraldTestSupport
import NIOCore
import Synchronization
import Testing

/// Hooks that keep a call waiting: which limit ends it, and what that comes to.
@Suite struct HookDeadlineTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let answer: @Sendable (ScriptedServer.Request) -> Void

        init(_ name: String, _ answer: @escaping @Sendable (ScriptedServer.Request) -> Void) {
            testDescription = name
            self.answer = answer
        }
    }

    private static let rows: [Row] = [
        Row("never answers") { _ in },
        Row("half a head") { $0.send("HTTP/1.1 200 OK\r\ncontent-") },
        Row("half a body") { $0.send("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{") },
        Row("drips") { request in
            request.send("HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n{")
            request.drip(" ")
        },
        Row("drips chunks") { request in
            request.send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")
            request.drip("1\r\n \r\n")
        },
        Row("goes on with 100") { request in
            request.drip("", every: .milliseconds(20))
            request.send("HTTP/1.1 100 Continue\r\n\r\n")
        },
    ]

    @Test(arguments: rows, Hook.FailureAction.allCases)
    func theAttemptsLimitEndsIt(row: Row, rule: Hook.FailureAction) async throws {
        try await HookWorld.run(script: row.answer) { world in
            let outcome = await world.ask(world.hook(onFailure: rule, timeout: 60))
            #expect(outcome.decidedBy == .timeout && outcome.fault?.timer == .attempt)
            #expect(outcome.fault?.code == "timeout")
            #expect(outcome.verdict.decision == (rule == .allow ? .accepted : .rejected))
        }
    }

    @Test func theLimitForEverythingEndsItWhenItIsShorter() async throws {
        try await HookWorld.run { _ in
        } body: { world in
            let outcome = await world.ask(world.hook(overall: 60))
            #expect(outcome.decidedBy == .timeout && outcome.fault?.timer == .overall)
            #expect(outcome.fault?.code == "timeout")
        }
    }

    /// The first call holds the only place; the second runs out of time before it gets one.
    @Test func waitingForAPlaceCountsToo() async throws {
        var settings = HookSettings()
        settings.concurrency = 1
        let held = HeldRequest()
        try await HookWorld.run(settings: settings, script: held.hold) { world in
            async let first = world.ask(world.hook())
            await world.server.firstRequest()
            let second = await world.ask(world.hook(overall: 50))
            #expect(second.decidedBy == .timeout && second.fault?.timer == .overall)
            #expect(second.fault?.code == "overall_timeout")
            #expect(world.server.requests == 1)
            held.answer("{}")
            #expect(await first.decidedBy == .hook)
        }
    }

    @Test func aFullQueueRefusesAtOnce() async throws {
        var settings = HookSettings()
        settings.concurrency = 1
        settings.queue = 0
        let held = HeldRequest()
        try await HookWorld.run(settings: settings, script: held.hold) { world in
            async let first = world.ask(world.hook())
            await world.server.firstRequest()
            let second = await world.ask(world.hook(onFailure: .deny))
            #expect(second.fault?.code == "overloaded" && second.decidedBy == .error)
            #expect(second.verdict.decision == .rejected)
            held.answer("{}")
            #expect(await first.decidedBy == .hook)
        }
    }

    @Test func allCallsTogetherAreBounded() async throws {
        var settings = HookSettings()
        settings.calls = 1
        let held = HeldRequest()
        try await HookWorld.run(settings: settings, script: held.hold) { world in
            async let first = world.ask(world.hook())
            await world.server.firstRequest()
            #expect(await world.ask(world.hook(.preHook)).fault?.code == "overloaded")
            held.answer("{}")
            #expect(await first.decidedBy == .hook)
        }
    }

    @Test func whoWaitsGetsThePlaceThatBecomesFree() async throws {
        var settings = HookSettings()
        settings.concurrency = 1
        let held = HeldRequest()
        try await HookWorld.run(settings: settings, script: held.hold) { world in
            async let first = world.ask(world.hook())
            await world.server.firstRequest()
            async let second = world.ask(world.hook())
            held.answerAll("{}")
            #expect(await first.decidedBy == .hook)
            #expect(await second.decidedBy == .hook)
            #expect(world.server.mostOpen == 1)
        }
    }
}

/// Answers when told to.
private final class HeldRequest: Sendable {
    private struct State {
        var requests: [ScriptedServer.Request] = []
        var body: String?
    }

    private let state = Mutex(State())

    func hold(_ request: ScriptedServer.Request) {
        let body = state.withLock { state in
            if state.body == nil { state.requests.append(request) }
            return state.body
        }
        if let body { request.answer(body) }
    }

    /// Answers the request that is held.
    func answer(_ body: String) { for request in state.withLock({ $0.requests }) { request.answer(body) } }

    /// Answers what is held and what comes.
    func answerAll(_ body: String) {
        state.withLock { $0.body = body }
        answer(body)
    }
}

extension ScriptedServer {
    /// Waits until a request has come.
    fileprivate func firstRequest() async {
        while requests == 0 { try? await Task.sleep(for: .milliseconds(1)) }
    }
}
