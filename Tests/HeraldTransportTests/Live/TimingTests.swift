import HeraldDelivery
import HeraldModel
import HeraldTestSupport
import HeraldTransport
import NIOCore
import Testing

/// What a request's time went to.
@Suite(.timeLimit(.minutes(10))) struct TimingTests {
    private static let resolver = FakeResolver(["good.test": ["127.0.0.1"]])

    @Test func onlyTheFirstRequestOfAConnectionOpensIt() async throws {
        let certificate = try TestCertificate(names: "DNS:good.test")
        var configuration = Harness.configuration
        configuration.additionalTrustRoots = [certificate.pem]
        try await ScriptedServer.run(tls: certificate.server) {
            $0.answer("\($0.number)")
        } body: { server in
            try await Harness.run(configuration, resolver: Self.resolver) { harness in
                let first = await harness.send(port: server.port, host: "good.test", isSecure: true)
                let opening = try #require(first.timing)
                #expect(!opening.isReused)
                let resolve = try #require(opening.resolveMicroseconds)
                let connect = try #require(opening.connectMicroseconds)
                let tls = try #require(opening.tlsMicroseconds)
                let byte = try #require(opening.firstByteMicroseconds)
                #expect(tls > 0 && byte > 0)
                // Each is rounded down by itself.
                #expect(resolve + connect + tls + byte <= first.durationMicroseconds)
                for _ in 0..<3 {
                    let later = await harness.send(port: server.port, host: "good.test", isSecure: true)
                    let timing = try #require(later.timing)
                    #expect(timing.isReused && timing.resolveMicroseconds == nil)
                    #expect(timing.connectMicroseconds == nil && timing.tlsMicroseconds == nil)
                    #expect((1...later.durationMicroseconds).contains(timing.firstByteMicroseconds ?? -1))
                }
                #expect(server.connections == 1)
            }
        }
    }

    @Test func anAddressWithoutTLSHasNeitherLookupNorHandshake() async throws {
        try await ScriptedServer.run {
            $0.answer()
        } body: { server in
            try await Harness.run { harness in
                let timing = try #require(await harness.send(port: server.port).timing)
                #expect(!timing.isReused && timing.resolveMicroseconds == nil && timing.tlsMicroseconds == nil)
                #expect(timing.connectMicroseconds != nil && timing.firstByteMicroseconds != nil)
            }
        }
    }

    /// The head comes, the end of the body never does.
    @Test func theFirstByteCountsAndNotTheLast() async throws {
        try await ScriptedServer.run { request in
            let start = ByteBuffer(string: "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nx")
            let channel = request.channel
            channel.writeAndFlush(start).whenComplete { _ in channel.close(promise: nil) }
        } body: { server in
            try await Harness.run { harness in
                let result = await harness.send(port: server.port)
                #expect(result.failure == .connectionClosed)
                let byte = try #require(result.timing?.firstByteMicroseconds)
                #expect(byte <= result.durationMicroseconds)
            }
        }
    }

    @Test func whatIsNeverAnsweredHasNoFirstByte() async throws {
        try await ScriptedServer.run {
            $0.channel.close(promise: nil)
        } body: { server in
            try await Harness.run { harness in
                let result = await harness.send(port: server.port)
                #expect(result.failure == .connectionClosed)
                let timing = try #require(result.timing)
                #expect(timing.connectMicroseconds != nil && timing.firstByteMicroseconds == nil)
            }
        }
    }

    @Test func whatIsNeverSentHasNoTiming() async throws {
        try await Harness.run { harness in
            let result = await harness.send(port: 1, host: "nowhere.test")
            #expect(result.failure == .unresolved && result.timing == nil)
        }
    }
}
