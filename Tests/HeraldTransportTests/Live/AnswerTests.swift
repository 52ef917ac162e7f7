import HeraldDelivery
import HeraldTestSupport
import HeraldTransport
import Testing

@Suite(.timeLimit(.minutes(10))) struct AnswerTests {
    @Test func reusesOneConnection() async throws {
        try await ScriptedServer.run {
            $0.answer("n\($0.number)")
        } body: { server in
            try await Harness.run { harness in
                for number in 1...50 {
                    let result = await harness.send(port: server.port)
                    #expect(result.response?.status == 200)
                    #expect(result.body == "n\(number)")
                }
                #expect(server.connections == 1)
            }
        }
    }

    @Test func handsOverTheHeadAsReceived() async throws {
        try await ScriptedServer.run {
            $0.send("HTTP/1.1 429 Slow Down\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n")
        } body: { server in
            try await Harness.run { harness in
                let result = await harness.send(port: server.port)
                let response = try #require(result.response)
                #expect(response.status == 429)
                #expect(String(decoding: response.head, as: UTF8.self) == "Retry-After: 7\r\nContent-Length: 0\r\n")
                #expect(response.body.isEmpty)
                #expect(result.durationMicroseconds >= 0)
            }
        }
    }

    @Test func sendsTheMessageOnceAndWhole() async throws {
        try await ScriptedServer.run {
            $0.answer($0.text.contains("X-Attempt: 1\r\n") ? "good" : "bad")
        } body: { server in
            try await Harness.run { harness in
                let message = TestMessage(path: "/hook?x=1", body: #"{"a":1}"#)
                let result = await harness.send(port: server.port, message: message)
                #expect(result.body == "good")
                #expect(message.writes == 1)
                #expect(server.requests == 1)
            }
        }
    }

    @Test func sendsBigRequests() async throws {
        try await ScriptedServer.run {
            $0.answer("\($0.text.utf8.count > 3_000_000)")
        } body: { server in
            try await Harness.run { harness in
                for _ in 1...3 {
                    let message = TestMessage(body: String(repeating: "x", count: 3_000_000))
                    #expect(await harness.send(port: server.port, message: message).body == "true")
                }
                #expect(await harness.send(port: server.port).body == "false")
                #expect(server.connections == 1)
            }
        }
    }

    @Test func readsChunkedAnswers() async throws {
        try await ScriptedServer.run {
            $0.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            $0.send("3\r\nabc\r\n")
            $0.send("2\r\nde\r\n0\r\n\r\n")
        } body: { server in
            try await Harness.run { harness in
                for _ in 1...5 { #expect(await harness.send(port: server.port).body == "abcde") }
                #expect(server.connections == 1)
            }
        }
    }

    @Test func readsAnswersThatEndWithTheConnection() async throws {
        try await ScriptedServer.run {
            $0.sendAndClose("HTTP/1.0 200 OK\r\n\r\nbye")
        } body: { server in
            try await Harness.run { harness in
                for _ in 1...3 { #expect(await harness.send(port: server.port).body == "bye") }
                #expect(server.connections == 3)
            }
        }
    }

    @Test func followsNoRedirect() async throws {
        try await ScriptedServer.run {
            $0.send("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n")
        } body: { server in
            try await Harness.run { harness in
                #expect(await harness.send(port: server.port).response?.status == 302)
                #expect(await harness.send(port: server.port).response?.status == 302)
                #expect(server.requests == 2)
            }
        }
    }

    @Test(arguments: [1, 2]) func everyRequestOfManyYieldsOneResult(loops: Int) async throws {
        let total = 6000
        try await ScriptedServer.run {
            $0.answer()
        } body: { first in
            try await ScriptedServer.run {
                $0.answer()
            } body: { second in
                try await Harness.run(loops: loops) { harness in
                    var requests: [TransportRequest] = []
                    for index in 0..<total {
                        requests.append(harness.makeRequest(port: index % 3 == 0 ? first.port : second.port))
                        if requests.count == 250 {
                            harness.transport.submit(requests)
                            requests = []
                        }
                    }
                    for token in 1...UInt64(total) {
                        #expect(await harness.results.result(of: token).response?.status == 200)
                    }
                    #expect(harness.results.counts.count == total)
                    #expect(harness.results.counts.values.allSatisfy { $0 == 1 })
                    #expect(first.requests + second.requests == total)
                    #expect(first.mostOpen <= 64 * loops)
                }
            }
        }
    }

    @Test func requestsMayBeSubmittedFromTheResultHandler() async throws {
        try await ScriptedServer.run {
            $0.answer()
        } body: { server in
            try await Harness.run(loops: 2) { harness in
                let requests = (1...200).map { _ in harness.makeRequest(port: server.port) }
                let transport = harness.transport
                let results = harness.results
                transport.setResultHandler { batch in
                    results.receive(batch)
                    for result in batch {
                        let next = Int(result.token)
                        if next < requests.count { transport.submit([requests[next]]) }
                    }
                }
                transport.submit([requests[0]])
                #expect(await results.result(of: 200).response?.status == 200)
                #expect(server.connections == 1)
            }
        }
    }
}
