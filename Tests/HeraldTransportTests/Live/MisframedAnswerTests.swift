import HeraldDelivery
import HeraldTestSupport
import HeraldTransport
import NIOCore
import Testing

/// Receivers whose answers contradict themselves, end too soon or go on too long.
@Suite(.timeLimit(.minutes(10))) struct MisframedAnswerTests {
    private static let ok = "HTTP/1.1 200 OK\r\n"
    private static let chunked = ok + "Transfer-Encoding: chunked\r\n\r\n"

    @Test(arguments: [
        ("nothing", "", TransportFailure.connectionClosed),
        ("half a status line", "HTTP/1.1 20", .connectionClosed),
        ("half a head", ok + "X: y\r\n", .connectionClosed),
        ("a body shorter than said", ok + "Content-Length: 10\r\n\r\nshort", .connectionClosed),
        ("half a chunk", chunked + "5\r\nhel", .connectionClosed),
        ("no last chunk", chunked + "5\r\nhello\r\n", .connectionClosed),
        ("half the trailers", chunked + "0\r\nX: y\r\n", .connectionClosed),
        ("only an informational answer", "HTTP/1.1 100 Continue\r\n\r\n", .connectionClosed),
        ("a switch of protocols", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n", .invalidResponse),
        ("lengths that differ", ok + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", .invalidResponse),
        ("a negative length", ok + "Content-Length: -1\r\n\r\n", .invalidResponse),
        ("a length beyond 64 bits", ok + "Content-Length: 18446744073709551617\r\n\r\n", .invalidResponse),
        ("a chunk size beyond 64 bits", chunked + "10000000000000001\r\nb\r\n0\r\n\r\n", .invalidResponse),
        ("the greatest chunk size", chunked + "FFFFFFFFFFFFFFFF\r\nb\r\n0\r\n\r\n", .invalidResponse),
        ("a negative chunk size", chunked + "-1\r\nb\r\n0\r\n\r\n", .invalidResponse),
        ("a chunk size with a sign", chunked + "+1\r\nb\r\n0\r\n\r\n", .invalidResponse),
        ("a chunk size as C writes it", chunked + "0x1\r\nb\r\n0\r\n\r\n", .invalidResponse),
        ("no chunk size", chunked + "\r\nb\r\n0\r\n\r\n", .invalidResponse),
        ("no line end after a chunk", chunked + "1\r\nb0\r\n\r\n", .invalidResponse),
        ("a carriage return alone after a chunk", chunked + "1\r\nb\r0\r\n\r\n", .invalidResponse),
        ("a chunk longer than said", chunked + "1\r\nbcd\r\n0\r\n\r\n", .invalidResponse),
        ("trailers that are none", chunked + "0\r\nwhat\r\n\r\n", .invalidResponse),
        ("another protocol", "SSH-2.0-OpenSSH_9.2\r\n", .invalidResponse),
        ("a TLS alert", "\u{15}\u{3}\u{1}\u{0}\u{2}\u{2}\n\r\n", .invalidResponse),
    ])
    func brokenAnswersFail(_ what: String, _ answer: String, _ failure: TransportFailure) async throws {
        try await HostileReceiver.meet(expecting: .failure(failure)) { $0.sendAndClose(answer) }
    }

    @Test func aResetInMidBodyLeavesNoAnswer() async throws {
        try await ScriptedServer.run { request in
            request.send(Self.ok + "Content-Length: 1000\r\n\r\nhalf of ")
        } body: { server in
            try await Harness.run { harness in
                let token = harness.start(port: server.port)
                while server.requests == 0 { await Task.yield() }
                let channel = try #require(server.channels.first)
                ScriptedServer.Request(channel: channel, connection: 1, number: 1, text: "").reset()
                #expect(await harness.results.result(of: token).failure == .connectionClosed)
                #expect(server.requests == 1)
            }
        }
    }

    @Test func aBodyShorterThanSaidEndsAtTheDeadline() async throws {
        try await HostileReceiver.meet(expecting: .failure(.timeout), timeout: .seconds(1)) {
            $0.send(Self.ok + "Content-Length: 10\r\n\r\nshort")
        }
    }

    @Test(arguments: [
        "Content-Length: 2\r\n\r\nokmore", "Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\nmore",
        "Content-Length: 2\r\n\r\nokHTTP/1.1 201 Created\r\nContent-Length: 4\r\n\r\nevil",
    ])
    func whatFollowsTheAnswerIsThrownAway(_ rest: String) async throws {
        let result = try await HostileReceiver.meet(expecting: .status(200)) { $0.send(Self.ok + rest) }
        #expect(result.body == "ok")
    }

    @Test func bytesBetweenTwoRequestsEndTheConnection() async throws {
        try await ScriptedServer.run {
            $0.answer()
        } body: { server in
            try await Harness.run { harness in
                #expect(await harness.send(port: server.port).body == "ok")
                let first = try #require(server.channels.first)
                try await first.writeAndFlush(ByteBuffer(string: Self.ok + "Content-Length: 4\r\n\r\nevil")).get()
                try await first.closeFuture.get()
                #expect(await harness.send(port: server.port).body == "ok")
                #expect(server.connections == 2)
            }
        }
    }

    /// Two answers that come together, cut at every place our reads may end, while requests already wait for the
    /// connection: the second must never be taken for the answer of the next.
    @Test(arguments: 6...14) func aSecondAnswerIsNeverTheNextOnes(_ exponent: Int) async throws {
        let evil = Self.ok + "Content-Length: 4\r\n\r\nevil"
        var configuration = Harness.configuration
        configuration.maxConnectionsPerOrigin = 1
        try await ScriptedServer.run { request in
            let frame = Self.ok + "Content-Length: 00000\r\n\r\n"
            let wanted = max(0, (1 << exponent) - frame.utf8.count + request.connection % 3 - 1)
            let head = Self.ok + "Content-Length: " + String(100_000 + wanted).dropFirst() + "\r\n\r\n"
            request.send(head + String(repeating: "b", count: wanted) + evil)
        } body: { server in
            try await Harness.run(configuration) { harness in
                let requests = (1...20).map { _ in harness.makeRequest(port: server.port) }
                harness.transport.submit(requests)
                for request in requests {
                    let result = await harness.results.result(of: request.token)
                    #expect(result.response?.status == 200)
                    #expect(result.body != "evil")
                }
                #expect(server.connections == 20)
            }
        }
    }

    /// Answers before anything of the request was read.
    @Test(arguments: [
        "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 503 Busy\r\n\r\n",
        "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
    ])
    func anAnswerBeforeTheRequestWasReadCounts(_ answer: String) async throws {
        let refuse: @Sendable (any Channel) -> Void = { channel in
            channel.setOption(.autoRead, value: false).whenFailure { _ in }
            channel.writeAndFlush(ByteBuffer(string: answer)).whenComplete { _ in
                channel.close(mode: .output, promise: nil)
            }
        }
        try await ScriptedServer.run(onConnect: refuse, onRequest: { _ in }) { server in
            try await Harness.run { harness in
                for number in 1...3 {
                    let message = TestMessage(body: String(repeating: "x", count: number == 3 ? 8_000_000 : 10))
                    let result = await harness.send(port: server.port, message: message)
                    #expect(result.response?.status == 503)
                }
            }
        }
    }
}
