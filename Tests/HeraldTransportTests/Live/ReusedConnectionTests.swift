import HeraldDelivery
import HeraldTestSupport
import HeraldTransport
import NIOCore
import Testing

/// Connections kept open may be dead before we know: such a request is repeated, once, on a fresh one.
@Suite(.timeLimit(.minutes(10))) struct ReusedConnectionTests {
    /// How a receiver ends a connection it had kept open.
    enum End: CaseIterable {
        case close, reset

        func end(_ request: ScriptedServer.Request) {
            switch self {
            case .close: request.channel.close(promise: nil)
            case .reset: request.reset()
            }
        }
    }

    @Test(arguments: End.allCases) func aDeadOneIsReplaced(_ end: End) async throws {
        try await ScriptedServer.run { request in
            if request.number == 1 { request.answer("c\(request.connection)") } else { end.end(request) }
        } body: { server in
            try await Harness.run { harness in
                for number in 1...5 { #expect(await harness.send(port: server.port).body == "c\(number)") }
                #expect(server.connections == 5)
                #expect(server.requests == 9)
            }
        }
    }

    @Test(arguments: [100, 300_000]) func theWholeRequestIsRepeated(_ size: Int) async throws {
        try await ScriptedServer.run { request in
            if request.number == 1 {
                request.answer("\(request.text.utf8.count)")
            } else {
                request.channel.close(promise: nil)
            }
        } body: { server in
            try await Harness.run { harness in
                let body = String(repeating: "x", count: size)
                let first = await harness.send(port: server.port, message: TestMessage(body: body))
                let message = TestMessage(body: body)
                let second = await harness.send(port: server.port, message: message)
                #expect(second.body == first.body)
                #expect(message.writes == 2)
            }
        }
    }

    @Test(arguments: End.allCases) func theEndOfAFreshOneIsAnError(_ end: End) async throws {
        try await HostileReceiver.meet(expecting: .failure(.connectionClosed)) { end.end($0) }
    }

    /// The second request is repeated on a fresh connection, and that is the end of it.
    @Test(arguments: End.allCases) func oneRepetitionIsAllThereIs(_ end: End) async throws {
        try await ScriptedServer.run { request in
            if request.connection == 1, request.number == 1 { request.answer() } else { end.end(request) }
        } body: { server in
            try await Harness.run { harness in
                #expect(await harness.send(port: server.port).body == "ok")
                #expect(await harness.send(port: server.port).failure == .connectionClosed)
                #expect(server.connections == 2)
                #expect(server.requests == 3)
            }
        }
    }

    @Test func nothingIsRepeatedOnceAByteHasCome() async throws {
        try await ScriptedServer.run { request in
            if request.number == 1 { request.answer() } else { request.sendAndClose("H") }
        } body: { server in
            try await Harness.run { harness in
                #expect(await harness.send(port: server.port).body == "ok")
                #expect(await harness.send(port: server.port).failure == .connectionClosed)
                #expect(server.connections == 1)
                #expect(server.requests == 2)
            }
        }
    }

    @Test func nothingIsRepeatedAfterTheDeadline() async throws {
        try await ScriptedServer.run { request in
            if request.number == 1 { request.answer() }
        } body: { server in
            try await Harness.run { harness in
                #expect(await harness.send(port: server.port).body == "ok")
                let late = await harness.send(port: server.port, timeout: .milliseconds(300))
                #expect(late.failure == .timeout)
                try await server.channels[0].closeFuture.get()
                #expect(server.requests == 2)
            }
        }
    }

    /// A receiver that restarts ends all its connections at once.
    @Test func allOfThemMayBeDead() async throws {
        let width = 16
        try await ScriptedServer.run { request in
            if request.number == 1 { request.answer() } else { request.channel.close(promise: nil) }
        } body: { server in
            try await Harness.run { harness in
                for _ in 1...3 {
                    let requests = (1...width).map { _ in harness.makeRequest(port: server.port) }
                    harness.transport.submit(requests)
                    for request in requests { #expect(await harness.results.result(of: request.token).body == "ok") }
                }
                #expect(harness.results.counts.values.allSatisfy { $0 == 1 })
            }
        }
    }

    /// One that has just brought an answer may be about to end as well, so what is repeated waits for a fresh one.
    @Test func aRepetitionWaitsForAFreshOne() async throws {
        var configuration = Harness.configuration
        configuration.maxConnectionsPerOrigin = 2
        try await ScriptedServer.run { request in
            if request.number <= 2 { request.answer() } else { request.channel.close(promise: nil) }
        } body: { server in
            try await Harness.run(configuration) { harness in
                let requests = (1...200).map { _ in harness.makeRequest(port: server.port) }
                harness.transport.submit(requests)
                for request in requests { #expect(await harness.results.result(of: request.token).body == "ok") }
                #expect(server.requests > 250)
            }
        }
    }

    /// The peer is gone without a word: nothing it is sent is even acknowledged.
    @Test func aPeerThatVanishedEndsAtTheDeadline() async throws {
        try await ScriptedServer.run { request in
            if request.connection == 1 {
                request.vanish(sending: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
            } else {
                request.answer("new")
            }
        } body: { server in
            try await Harness.run { harness in
                #expect(await harness.send(port: server.port).body == "ok")
                let late = await harness.send(port: server.port, timeout: .milliseconds(300))
                #expect(late.failure == .timeout)
                #expect(server.requests == 1)
                #expect(await harness.send(port: server.port).body == "new")
            }
        }
    }
}
