import HeraldDelivery
import HeraldTestSupport
import HeraldTransport
import NIOCore
import Testing

@Suite(.timeLimit(.minutes(10))) struct TLSTests {
    private static let resolver = FakeResolver(["good.test": ["127.0.0.1"], "other.test": ["127.0.0.1"]])

    private static func trusting(_ certificate: TestCertificate) -> NIODeliveryTransport.Configuration {
        var configuration = Harness.configuration
        configuration.additionalTrustRoots = [certificate.pem]
        return configuration
    }

    @Test func aTrustedCertificateForTheNameIsTaken() async throws {
        let certificate = try TestCertificate(names: "DNS:good.test,IP:127.0.0.1")
        try await ScriptedServer.run(tls: certificate.server) {
            $0.answer("\($0.number)")
        } body: { server in
            try await Harness.run(Self.trusting(certificate), resolver: Self.resolver) { harness in
                for number in 1...20 {
                    let result = await harness.send(port: server.port, host: "good.test", isSecure: true)
                    #expect(result.body == "\(number)")
                }
                #expect(server.connections == 1)
                let big = TestMessage(body: String(repeating: "x", count: 1_000_000))
                #expect(
                    await harness.send(port: server.port, host: "good.test", isSecure: true, message: big).body == "21")
                let byAddress = await harness.send(port: server.port, host: "127.0.0.1", isSecure: true)
                #expect(byAddress.response?.status == 200)
            }
        }
    }

    @Test func manyRequestsAtOnceAllArrive() async throws {
        let certificate = try TestCertificate(names: "DNS:good.test")
        try await ScriptedServer.run(tls: certificate.server) {
            $0.answer()
        } body: { server in
            try await Harness.run(Self.trusting(certificate), loops: 2, resolver: Self.resolver) { harness in
                let requests = (1...500).map { _ in
                    harness.makeRequest(port: server.port, host: "good.test", isSecure: true)
                }
                harness.transport.submit(requests)
                for request in requests { #expect(await harness.results.result(of: request.token).body == "ok") }
                #expect(harness.results.counts.values.allSatisfy { $0 == 1 })
            }
        }
    }

    @Test func anUnknownIssuerIsRefused() async throws {
        let certificate = try TestCertificate(names: "DNS:good.test")
        try await ScriptedServer.run(tls: certificate.server) {
            $0.answer()
        } body: { server in
            try await Harness.run(resolver: Self.resolver) { harness in
                let result = await harness.send(port: server.port, host: "good.test", isSecure: true)
                #expect(result.failure == .untrusted)
                #expect(server.requests == 0)
            }
        }
    }

    @Test(arguments: [("other.test", "DNS:good.test,IP:127.0.0.1"), ("127.0.0.1", "DNS:good.test")])
    func anotherNameIsRefused(_ host: String, _ names: String) async throws {
        let certificate = try TestCertificate(names: names)
        try await ScriptedServer.run(tls: certificate.server) {
            $0.answer()
        } body: { server in
            try await Harness.run(Self.trusting(certificate), resolver: Self.resolver) { harness in
                let result = await harness.send(port: server.port, host: host, isSecure: true)
                #expect(result.failure == .untrusted)
                #expect(server.requests == 0)
            }
        }
    }

    @Test func aPeerThatSpeaksNoTLSIsRefused() async throws {
        try await ScriptedServer.run(
            onConnect: { $0.writeAndFlush(ByteBuffer(string: "HTTP/1.1 400 Bad Request\r\n\r\n"), promise: nil) },
            onRequest: { _ in },
            body: { server in
                try await Harness.run { harness in
                    #expect(await harness.send(port: server.port, isSecure: true).failure == .tlsFailed)
                }
            }
        )
    }

    @Test func aPeerThatHangsUpDuringTheHandshakeIsRefused() async throws {
        try await ScriptedServer.run(onConnect: { $0.close(promise: nil) }, onRequest: { _ in }) { server in
            try await Harness.run { harness in
                #expect(await harness.send(port: server.port, isSecure: true).failure == .tlsFailed)
            }
        }
    }

    @Test func aHandshakeThatNeverEndsTimesOut() async throws {
        var configuration = Harness.configuration
        configuration.connectTimeout = .milliseconds(300)
        try await ScriptedServer.run(onRequest: { _ in }) { server in
            try await Harness.run(configuration) { harness in
                let short = harness.start(port: server.port, isSecure: true, timeout: .milliseconds(100))
                #expect(await harness.results.result(of: short).failure == .connectTimeout)
                let long = harness.start(port: server.port, isSecure: true)
                #expect(await harness.results.result(of: long).failure == .connectTimeout)
                for channel in server.channels { try await channel.closeFuture.get() }
            }
        }
    }

    @Test func anAnswerMayEndWithTheConnection() async throws {
        let certificate = try TestCertificate(names: "DNS:good.test")
        try await ScriptedServer.run(tls: certificate.server) {
            $0.sendAndClose("HTTP/1.1 200 OK\r\n\r\nbye")
        } body: { server in
            try await Harness.run(Self.trusting(certificate), resolver: Self.resolver) { harness in
                for _ in 1...3 {
                    #expect(await harness.send(port: server.port, host: "good.test", isSecure: true).body == "bye")
                }
                #expect(server.connections == 3)
            }
        }
    }
}
