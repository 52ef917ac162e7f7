import HeraldDelivery
import HeraldTestSupport
import HeraldTransport
import NIOCore
import NIOSSL
import Testing

/// Receivers whose TLS is not what it should be: nothing of a request reaches them.
@Suite(.timeLimit(.minutes(10))) struct HostileTLSTests {
    private static let resolver = FakeResolver(["good.test": ["127.0.0.1"], "other.test": ["127.0.0.1"]])

    private static func expect(
        _ ending: Ending, from certificate: DatedCertificate, host: String = "good.test", isTrusted: Bool = true
    ) async throws {
        var configuration = Harness.configuration
        if isTrusted { configuration.additionalTrustRoots = [certificate.pem] }
        try await ScriptedServer.run(tls: certificate.server) {
            $0.answer()
        } body: { server in
            try await Harness.run(configuration, resolver: resolver) { harness in
                let result = await harness.send(port: server.port, host: host, isSecure: true)
                #expect(Ending(result) == ending)
                #expect(server.requests == (ending == .status(200) ? 1 : 0))
                if ending != .status(200) {
                    for channel in server.channels { try await channel.closeFuture.get() }
                }
            }
        }
    }

    @Test func aCertificateInOrderIsTaken() async throws {
        try await Self.expect(.status(200), from: DatedCertificate(name: "good.test"))
    }

    @Test func anExpiredCertificateIsUntrusted() async throws {
        try await Self.expect(
            .failure(.untrusted), from: DatedCertificate(name: "good.test", years: 2020...2021))
    }

    @Test func aCertificateOfTheFutureIsUntrusted() async throws {
        try await Self.expect(
            .failure(.untrusted), from: DatedCertificate(name: "good.test", years: 2090...2099))
    }

    @Test func aSelfSignedCertificateIsUntrusted() async throws {
        try await Self.expect(
            .failure(.untrusted), from: DatedCertificate(name: "good.test"), isTrusted: false)
    }

    @Test func aCertificateForAnotherHostIsUntrusted() async throws {
        try await Self.expect(
            .failure(.untrusted), from: DatedCertificate(name: "good.test"), host: "other.test")
    }

    @Test(arguments: [TLSVersion.tlsv1, .tlsv11]) func oldVersionsAreRefused(_ version: TLSVersion) async throws {
        try await Self.expect(
            .failure(.tlsFailed), from: DatedCertificate(name: "good.test", version: version))
    }

    @Test(arguments: [TLSVersion.tlsv12, .tlsv13]) func newVersionsAreSpoken(_ version: TLSVersion) async throws {
        try await Self.expect(
            .status(200), from: DatedCertificate(name: "good.test", version: version))
    }

    @Test(arguments: ["HTTP/1.1 400 Bad Request\r\n\r\n", "SSH-2.0-x\r\n", "\u{15}\u{3}\u{3}\u{0}\u{2}\u{2}\u{28}"])
    func otherProtocolsAreRefused(_ greeting: String) async throws {
        let greet: @Sendable (any Channel) -> Void = { channel in
            channel.writeAndFlush(ByteBuffer(string: greeting), promise: nil)
        }
        try await ScriptedServer.run(onConnect: greet, onRequest: { _ in }) { server in
            try await Harness.run { harness in
                #expect(await harness.send(port: server.port, isSecure: true).failure == .tlsFailed)
                for channel in server.channels { try await channel.closeFuture.get() }
            }
        }
    }

    @Test(arguments: [true, false]) func endingTheConnectionInsteadOfAHandshakeIsAFailure(isReset: Bool) async throws {
        let end: @Sendable (any Channel) -> Void = { channel in
            if isReset {
                ScriptedServer.Request(channel: channel, connection: 0, number: 0, text: "").reset()
            } else {
                channel.close(promise: nil)
            }
        }
        try await ScriptedServer.run(onConnect: end, onRequest: { _ in }) { server in
            try await Harness.run { harness in
                for _ in 1...10 {
                    let failure = await harness.send(port: server.port, isSecure: true).failure
                    // A reset may come before the handshake begins.
                    #expect(failure == .tlsFailed || isReset && failure == .connectionClosed)
                }
            }
        }
    }

    @Test(arguments: ["", "\u{16}"]) func aHandshakeThatStallsEndsInTime(_ piece: String) async throws {
        let drip: @Sendable (any Channel) -> Void = { channel in
            guard !piece.isEmpty else { return }
            ScriptedServer.Request(channel: channel, connection: 0, number: 0, text: "")
                .drip(piece, every: .seconds(5))
        }
        var configuration = Harness.configuration
        configuration.connectTimeout = .milliseconds(300)
        try await ScriptedServer.run(onConnect: drip, onRequest: { _ in }) { server in
            try await Harness.run(configuration) { harness in
                #expect(await harness.send(port: server.port, isSecure: true).failure == .connectTimeout)
                for channel in server.channels { try await channel.closeFuture.get() }
            }
        }
        try await ScriptedServer.run(onConnect: drip, onRequest: { _ in }) { server in
            try await Harness.run { harness in
                let result = await harness.send(port: server.port, isSecure: true, timeout: .milliseconds(300))
                #expect(result.failure == .connectTimeout)
            }
        }
    }

    /// The peer says nothing any more when TLS wants to end: that must not hold the connection.
    @Test func anAnswerThatDripsUnderTLSEndsAtTheDeadline() async throws {
        let certificate = try DatedCertificate(name: "good.test")
        var configuration = Harness.configuration
        configuration.additionalTrustRoots = [certificate.pem]
        try await ScriptedServer.run(tls: certificate.server) {
            $0.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
            $0.drip("b")
        } body: { server in
            try await Harness.run(configuration, resolver: Self.resolver) { harness in
                let late = await harness.send(
                    port: server.port, host: "good.test", isSecure: true, timeout: .milliseconds(600))
                #expect(late.failure == .timeout)
                for channel in server.channels { try await channel.closeFuture.get() }
            }
        }
    }
}
