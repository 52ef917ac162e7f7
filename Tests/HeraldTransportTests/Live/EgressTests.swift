import HeraldDelivery
import HeraldModel
import NIOCore
import NIOPosix
import Synchronization
import Testing

import HeraldTestSupport
@testable import HeraldTransport

/// Where connections leave from: source addresses and proxies, by region.
@Suite(.timeLimit(.minutes(10))) struct EgressTests {
    private static let resolver = FakeResolver([
        "good.test": ["127.0.0.1"], "proxy.test": ["127.0.0.1"], "inside.test": ["10.0.0.1"], "six.test": ["::1"],
        "both.test": ["127.0.0.9", "127.0.0.1"],
    ])

    private static func run(
        _ egress: [String: Egress], body: (Harness) async throws -> Void
    ) async throws {
        var configuration = Harness.configuration
        configuration.egress = egress
        configuration.connectTimeout = .seconds(5)
        try await Harness.run(configuration, resolver: resolver, body: body)
    }

    private static func send(
        _ harness: Harness, port: Int, host: String = "good.test", region: String? = nil, tls: WebhookTLS? = nil,
        isSecure: Bool = false, timeout: Duration = .seconds(30)
    ) async throws -> TransportResult {
        var request = harness.makeRequest(port: port, host: host, isSecure: isSecure, timeout: timeout)
        request.origin.route = try harness.transport.route(tls: tls, region: region)
        harness.transport.submit([request])
        return await harness.results.result(of: request.token)
    }

    private static func direct(_ address: String) throws -> Egress {
        let source: IPAddress = try #require(IPAddress(address))
        return .direct(source: source)
    }

    @Test func theReceiverSeesTheRegionsAddress() async throws {
        try await ScriptedServer.run {
            $0.answer($0.channel.remoteAddress?.ipAddress ?? "")
        } body: { server in
            let egress = ["default": try Self.direct("127.0.0.2"), "eu": try Self.direct("127.0.0.3")]
            try await Self.run(egress) { harness in
                for _ in 1...2 {
                    let result1 = try await Self.send(harness, port: server.port)
                    #expect(result1.body == "127.0.0.2")
                    let result2 = try await Self.send(harness, port: server.port, region: "eu")
                    #expect(result2.body == "127.0.0.3")
                    let result3 = try await Self.send(harness, port: server.port, region: "us")
                    #expect(result3.body == "127.0.0.2")
                }
                #expect(server.connections == 2)
                // The other family cannot be reached from there.
                let six = try await Self.send(harness, port: server.port, host: "six.test")
                #expect(six.failure == .connectFailed)
            }
            try await Self.run(["eu": try Self.direct("127.0.0.3")]) { harness in
                let result4 = try await Self.send(harness, port: server.port)
                #expect(result4.body == "127.0.0.1")
            }
        }
    }

    @Test func anAddressOfAnotherMachineFails() async throws {
        try await ScriptedServer.run(onRequest: { $0.answer() }) { server in
            try await Self.run(["default": try Self.direct("192.0.2.1")]) { harness in
                let result5 = try await Self.send(harness, port: server.port)
                #expect(result5.failure == .connectFailed)
            }
        }
    }

    @Test(arguments: ["127.0.0.1", "proxy.test"]) func aProxyConnects(_ proxyHost: String) async throws {
        let authority = try CertificateAuthority()
        let secure = try authority.server(names: "DNS:good.test,IP:127.0.0.1")
        let proxy = try await ConnectProxy.start(authorization: "Basic dTpw")
        let way = Egress.proxy(EgressProxy(host: proxyHost, port: proxy.port, authorization: "Basic dTpw"))
        try await ScriptedServer.run(onRequest: { $0.answer("plain \($0.connection)") }) { plain in
            try await ScriptedServer.run(tls: secure, onRequest: { $0.answer("secure") }) { server in
                try await Self.run(["eu": way]) { harness in
                    for _ in 1...2 {
                        let result6 = try await Self.send(harness, port: plain.port, region: "eu")
                        #expect(result6.body == "plain 1")
                    }
                    let result7 = try await Self.send(harness, port: plain.port)
                    #expect(result7.body == "plain 2")
                    let tls = WebhookTLS(caCertificates: authority.pem)
                    for host in ["good.test", "127.0.0.1"] {
                        let result = try await Self.send(
                            harness, port: server.port, host: host, region: "eu", tls: tls, isSecure: true)
                        #expect(result.body == "secure")
                    }
                    #expect(
                        proxy.requests == [
                            "CONNECT 127.0.0.1:\(plain.port)", "CONNECT 127.0.0.1:\(server.port)",
                            "CONNECT 127.0.0.1:\(server.port)",
                        ])
                }
            }
        }
        try await proxy.stop()
    }

    /// The certificate names the proxy's address, where the connection goes; the receiver is another.
    @Test(arguments: ["good.test", "127.0.0.9"]) func theReceiversNameIsVerifiedThroughAProxy(_ host: String)
        async throws
    {
        let authority = try CertificateAuthority()
        let secure = try authority.server(names: "DNS:other.test,IP:127.0.0.1")
        try await ScriptedServer.run(tls: secure, onRequest: { $0.answer() }) { server in
            let proxy = try await ConnectProxy.start(target: server.port)
            try await Self.run(["default": .proxy(EgressProxy(host: "127.0.0.1", port: proxy.port))]) { harness in
                let result = try await Self.send(
                    harness, port: server.port, host: host, tls: WebhookTLS(caCertificates: authority.pem),
                    isSecure: true)
                #expect(result.failure == .untrusted)
                #expect(server.requests == 0)
            }
            try await proxy.stop()
        }
    }

    @Test func theAddressPolicyHoldsThroughAProxy() async throws {
        let proxy = try await ConnectProxy.start()
        try await Self.run(["default": .proxy(EgressProxy(host: "127.0.0.1", port: proxy.port))]) { harness in
            let result8 = try await Self.send(harness, port: 80, host: "inside.test")
            #expect(result8.failure == .forbiddenAddress)
            let result9 = try await Self.send(harness, port: 80, host: "10.0.0.1")
            #expect(result9.failure == .forbiddenAddress)
        }
        #expect(proxy.requests.isEmpty)
        try await proxy.stop()
    }

    @Test func aRefusalShowsTheProxysStatus() async throws {
        let proxy = try await ConnectProxy.start(authorization: "Basic dTpw")
        try await Self.run(["default": .proxy(EgressProxy(host: "127.0.0.1", port: proxy.port))]) { harness in
            let result = try await Self.send(harness, port: 80)
            #expect(result.failure == .proxyRefused)
            #expect(result.proxyStatus == 407)
        }
        #expect(proxy.requests.count == 1)
        try await proxy.stop()
    }

    @Test func anotherAddressIsTriedWhereTheProxyCannotReachOne() async throws {
        let proxy = try await ConnectProxy.start(unreachable: "127.0.0.9")
        try await ScriptedServer.run(onRequest: { $0.answer() }) { server in
            try await Self.run(["default": .proxy(EgressProxy(host: "127.0.0.1", port: proxy.port))]) { harness in
                let result10 = try await Self.send(harness, port: server.port, host: "both.test")
                #expect(result10.body == "ok")
                let alone = try await Self.send(harness, port: server.port, host: "127.0.0.9")
                #expect(alone.failure == .proxyRefused)
                #expect(alone.proxyStatus == 502)
            }
        }
        try await proxy.stop()
    }

    @Test(arguments: ["SSH-2.0\r\n", "HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", ""])
    func garbageAndHangingUpFail(_ answer: String) async throws {
        try await ScriptedServer.run(readsHeadsOnly: true, onRequest: { $0.sendAndClose(answer) }) { proxy in
            try await Self.run(["default": .proxy(EgressProxy(host: "127.0.0.1", port: proxy.port))]) { harness in
                let result11 = try await Self.send(harness, port: 80)
                #expect(result11.failure == .proxyConnectFailed)
                for channel in proxy.channels { try await channel.closeFuture.get() }
            }
        }
    }

    @Test func aProxyThatIsNotThereFails() async throws {
        let listener = try await ConnectProxy.start()
        try await listener.stop()
        for host in ["127.0.0.1", "proxy.test", "unknown.test"] {
            try await Self.run(["default": .proxy(EgressProxy(host: host, port: listener.port))]) { harness in
                let result12 = try await Self.send(harness, port: 80)
                #expect(result12.failure == .proxyConnectFailed)
            }
        }
    }

    @Test(arguments: [300, 60_000]) func aProxyThatStallsEndsInTime(_ connectMilliseconds: Int) async throws {
        var configuration = Harness.configuration
        configuration.connectTimeout = .milliseconds(connectMilliseconds)
        try await ScriptedServer.run(onRequest: { $0.send("HTTP/1.1 2") }) { proxy in
            configuration.egress = ["default": .proxy(EgressProxy(host: "127.0.0.1", port: proxy.port))]
            try await Harness.run(configuration, resolver: Self.resolver) { harness in
                let result = try await Self.send(
                    harness, port: 80, timeout: .milliseconds(connectMilliseconds > 1000 ? 300 : 30_000))
                #expect(result.failure == .connectTimeout)
            }
            for channel in proxy.channels { try await channel.closeFuture.get() }
        }
    }
}
