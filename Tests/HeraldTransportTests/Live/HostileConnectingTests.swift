import HeraldTestSupport
@testable import HeraldTransport
import HeraldDelivery
import NIOCore
import Testing

/// Receivers that are hard to connect to, and what they may cost.
@Suite(.timeLimit(.minutes(10))) struct HostileConnectingTests {
    @Test func aFullAcceptQueueEndsAtTheConnectTimeout() async throws {
        let listener = try RawListener(backlog: 0)
        try listener.fillQueue(backlog: 0)
        var configuration = Harness.configuration
        configuration.connectTimeout = .milliseconds(300)
        try await Harness.run(configuration) { harness in
            #expect(await harness.send(port: listener.port).failure == .connectTimeout)
        }
    }

    @Test func theRequestsOwnTimeoutCoversConnecting() async throws {
        let listener = try RawListener(backlog: 0)
        try listener.fillQueue(backlog: 0)
        try await Harness.run { harness in
            let result = await harness.send(port: listener.port, timeout: .milliseconds(300))
            #expect(result.failure == .connectTimeout)
        }
    }

    @Test func aReceiverThatNeverAcceptsTimesOut() async throws {
        let listener = try RawListener(backlog: 16)
        try await Harness.run { harness in
            for size in [10, 8_000_000] {
                let message = TestMessage(body: String(repeating: "x", count: size))
                let result = await harness.send(port: listener.port, timeout: .seconds(1), message: message)
                #expect(result.failure == .timeout)
            }
        }
    }

    @Test func aResetRightAfterAcceptingIsAClosedConnection() async throws {
        let reset: @Sendable (any Channel) -> Void = {
            ScriptedServer.Request(channel: $0, connection: 0, number: 0, text: "").reset()
        }
        try await ScriptedServer.run(onConnect: reset, onRequest: { _ in }) { server in
            try await Harness.run { harness in
                for _ in 1...50 { #expect(await harness.send(port: server.port).failure == .connectionClosed) }
                #expect(server.connections == 50)
            }
        }
    }

    @Test func aCloseRightAfterAcceptingIsAClosedConnection() async throws {
        try await ScriptedServer.run(onConnect: { $0.close(promise: nil) }, onRequest: { _ in }) { server in
            try await Harness.run { harness in
                for _ in 1...50 { #expect(await harness.send(port: server.port).failure == .connectionClosed) }
                #expect(server.connections == 50)
            }
        }
    }

    /// A storm of requests to one that never accepts opens its share of connections and no more, and leaves room.
    @Test func aStormOfConnectingIsBounded() async throws {
        let listener = try RawListener(backlog: 0)
        try listener.fillQueue(backlog: 0)
        var configuration = Harness.configuration
        configuration.maxConnectionsPerOrigin = 8
        configuration.maxTotalConnections = 10
        configuration.connectTimeout = .seconds(600)
        try await ScriptedServer.run {
            $0.answer()
        } body: { good in
            try await Harness.run(configuration) { harness in
                let storm = (1...500).map { _ in
                    harness.makeRequest(port: listener.port, timeout: .seconds(600))
                }
                harness.transport.submit(storm)
                for _ in 1...20 { #expect(await harness.send(port: good.port).body == "ok") }
                let use = await harness.transport.connectionUse()
                #expect(use.opening == 8)
                #expect(use.total <= 10)
                #expect(harness.results.counts.count == 20)
            }
        }
    }

    /// One origin that keeps all its connections busy gets no more of them, and the others get theirs.
    @Test func aHangingOriginKeepsToItsConnections() async throws {
        var configuration = Harness.configuration
        configuration.maxConnectionsPerOrigin = 4
        configuration.maxTotalConnections = 6
        try await ScriptedServer.run { _ in
        } body: { silent in
            try await ScriptedServer.run {
                $0.answer()
            } body: { good in
                try await Harness.run(configuration) { harness in
                    let hung = (1...200).map { _ in harness.makeRequest(port: silent.port, timeout: .seconds(600)) }
                    harness.transport.submit(hung)
                    for _ in 1...50 { #expect(await harness.send(port: good.port).body == "ok") }
                    let use = await harness.transport.connectionUse()
                    #expect(use.total == 5)
                    #expect(silent.connections <= 4)
                    #expect(good.connections == 1)
                }
            }
        }
    }
}
