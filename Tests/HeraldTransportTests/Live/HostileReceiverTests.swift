import HeraldDelivery
import HeraldTestSupport
import HeraldTransport
import NIOCore
import Testing

@Suite(.timeLimit(.minutes(10))) struct HostileReceiverTests {
    @Test func oneThatNeverAnswersDelaysNobodyElse() async throws {
        try await ScriptedServer.run { _ in
        } body: { silent in
            try await ScriptedServer.run {
                $0.answer()
            } body: { good in
                try await Harness.run { harness in
                    let hung = (1...100).map { _ in harness.makeRequest(port: silent.port, timeout: .seconds(600)) }
                    harness.transport.submit(hung)
                    for _ in 1...20 { #expect(await harness.send(port: good.port).body == "ok") }
                    #expect(harness.results.counts.count == 20)
                }
            }
        }
    }

    @Test func oneThatNeverAnswersTimesOut() async throws {
        try await ScriptedServer.run { _ in
        } body: { silent in
            try await Harness.run { harness in
                let result = await harness.send(port: silent.port, timeout: .milliseconds(200))
                #expect(result.failure == .timeout)
                #expect(result.durationMicroseconds >= 200_000)
                for channel in silent.channels { try await channel.closeFuture.get() }
            }
        }
    }

    @Test func requestsThatWaitForAConnectionTimeOutToo() async throws {
        var configuration = Harness.configuration
        configuration.maxConnectionsPerOrigin = 1
        try await ScriptedServer.run { _ in
        } body: { silent in
            try await Harness.run(configuration) { harness in
                let first = harness.start(port: silent.port, timeout: .seconds(1))
                let waiting = harness.start(port: silent.port, timeout: .milliseconds(100))
                #expect(await harness.results.result(of: waiting).failure == .timeout)
                #expect(await harness.results.result(of: first).failure == .timeout)
                #expect(harness.results.order == [waiting, first])
            }
        }
    }

    @Test func aDripIsCutOffAtTheDeadline() async throws {
        try await ScriptedServer.run { request in
            request.send("HTTP/1.1 200 OK\r\nX: ")
            let channel = request.channel
            let drip = channel.eventLoop.scheduleRepeatedTask(initialDelay: .zero, delay: .milliseconds(5)) { _ in
                channel.writeAndFlush(ByteBuffer(string: "x"), promise: nil)
            }
            channel.closeFuture.whenComplete { _ in drip.cancel() }
        } body: { server in
            try await Harness.run { harness in
                let result = await harness.send(port: server.port, timeout: .milliseconds(300))
                #expect(result.failure == .timeout)
                for channel in server.channels { try await channel.closeFuture.get() }
            }
        }
    }

    @Test func aResetLeavesTheOutcomeUnknown() async throws {
        try await ScriptedServer.run {
            $0.reset()
        } body: { server in
            try await Harness.run { harness in
                #expect(await harness.send(port: server.port).failure == .connectionClosed)
                #expect(server.requests == 1)
            }
        }
    }

    @Test(arguments: [
        ("", TransportFailure.connectionClosed),
        ("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort", .connectionClosed),
        ("\u{16}\u{3}\u{1}garbage\r\n", .invalidResponse), ("SSH-2.0-x\r\n", .invalidResponse),
        ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", .invalidResponse),
        ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n", .invalidResponse),
        ("HTTP/1.1 200 OK\r\n" + String(repeating: "X-Long: 0123456789\r\n", count: 2000), .responseTooLarge),
        (String(repeating: "x", count: 100_000), .responseTooLarge),
    ])
    func brokenAnswersFail(_ answer: String, _ failure: TransportFailure) async throws {
        try await ScriptedServer.run {
            $0.sendAndClose(answer)
        } body: { server in
            try await Harness.run { harness in
                #expect(await harness.send(port: server.port).failure == failure)
                #expect(server.requests == 1)
            }
        }
    }

    @Test func aHugeBodyCountsAsItIs() async throws {
        try await ScriptedServer.run { request in
            request.send("HTTP/1.1 201 Created\r\nContent-Length: 50000000\r\n\r\n")
            let megabyte = String(repeating: "b", count: 1_000_000)
            for _ in 0..<50 { request.send(megabyte) }
        } body: { server in
            try await Harness.run { harness in
                for _ in 1...3 {
                    let response = try #require(await harness.send(port: server.port).response)
                    #expect(response.status == 201)
                    #expect(response.body == [UInt8](repeating: UInt8(ascii: "b"), count: 16_384))
                }
                #expect(server.connections == 3)
                for channel in server.channels { try await channel.closeFuture.get() }
            }
        }
    }

    @Test func connectionsClosedWhileIdleAreReplaced() async throws {
        try await ScriptedServer.run {
            $0.answer()
        } body: { other in
            try await ScriptedServer.run {
                $0.sendAndClose("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
            } body: { server in
                try await Harness.run { harness in
                    for number in 1...10 {
                        #expect(await harness.send(port: server.port).body == "ok")
                        // The close has reached our socket before the loop gets this second answer.
                        try await server.channels[number - 1].closeFuture.get()
                        #expect(await harness.send(port: other.port).body == "ok")
                    }
                    #expect(server.connections == 10)
                    #expect(other.connections == 1)
                }
            }
        }
    }

    @Test func bytesBetweenAnswersEndTheConnection() async throws {
        try await ScriptedServer.run {
            $0.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil")
        } body: { server in
            try await Harness.run { harness in
                for _ in 1...3 { #expect(await harness.send(port: server.port).body == "ok") }
                #expect(server.connections == 3)
            }
        }
    }

    @Test func anAnswerBeforeTheEndOfTheRequestCounts() async throws {
        try await ScriptedServer.run(readsHeadsOnly: true) {
            $0.send("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n")
        } body: { server in
            try await Harness.run { harness in
                let message = TestMessage(body: String(repeating: "x", count: 30_000_000))
                for _ in 1...2 {
                    #expect(await harness.send(port: server.port, message: message).response?.status == 413)
                }
                #expect(server.connections == 2)
            }
        }
    }
}
