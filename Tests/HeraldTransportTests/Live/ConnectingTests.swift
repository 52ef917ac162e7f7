import HeraldDelivery
import HeraldTestSupport
import HeraldTransport
import NIOCore
import NIOPosix
import Testing

@Suite(.timeLimit(.minutes(10))) struct ConnectingTests {
    @Test(arguments: ["127.0.0.1", "0x7f.1", "2130706433", "::1", "::ffff:127.0.0.1", "10.0.0.1", "169.254.169.254"])
    func literalsInsideAreRefused(_ host: String) async throws {
        try await ScriptedServer.run {
            $0.answer()
        } body: { server in
            try await Harness.run(NIODeliveryTransport.Configuration()) { harness in
                #expect(await harness.send(port: server.port, host: host).failure == .forbiddenAddress)
                #expect(server.connections == 0)
            }
        }
    }

    @Test func oneForbiddenAddressRefusesTheWholeName() async throws {
        let resolver = FakeResolver([
            "mixed.test": ["127.0.0.1", "10.0.0.1"], "inside.test": ["192.168.0.1"], "good.test": ["127.0.0.1"],
        ])
        try await ScriptedServer.run {
            $0.answer()
        } body: { server in
            try await Harness.run(resolver: resolver) { harness in
                #expect(await harness.send(port: server.port, host: "mixed.test").failure == .forbiddenAddress)
                #expect(await harness.send(port: server.port, host: "inside.test").failure == .forbiddenAddress)
                #expect(server.connections == 0)
                #expect(await harness.send(port: server.port, host: "good.test").body == "ok")
            }
        }
    }

    @Test func namesAreResolvedOncePerConnection() async throws {
        let resolver = FakeResolver(["good.test": ["127.0.0.1"]])
        try await ScriptedServer.run {
            $0.answer()
        } body: { server in
            try await Harness.run(resolver: resolver) { harness in
                for _ in 1...10 { #expect(await harness.send(port: server.port, host: "good.test").body == "ok") }
                #expect(resolver.questions == ["good.test"])
            }
        }
    }

    @Test func theSystemsResolverIsAsked() async throws {
        let resolver = SystemResolver()
        defer { resolver.shutdown() }
        try await ScriptedServer.run {
            $0.answer()
        } body: { server in
            try await Harness.run(resolver: resolver) { harness in
                #expect(await harness.send(port: server.port, host: "localhost").body == "ok")
                #expect(await harness.send(port: server.port, host: "no such name").failure == .unresolved)
            }
            try await Harness.run(NIODeliveryTransport.Configuration(), resolver: resolver) { harness in
                #expect(await harness.send(port: server.port, host: "localhost").failure == .forbiddenAddress)
            }
        }
    }

    @Test func unknownNamesFailAllThatWait() async throws {
        try await Harness.run { harness in
            let tokens = (1...100).map { _ in harness.start(port: 80, host: "nowhere.test") }
            for token in tokens { #expect(await harness.results.result(of: token).failure == .unresolved) }
        }
    }

    @Test func closedPortsFail() async throws {
        let port = try await Self.closedPort()
        try await Harness.run { harness in
            let requests = (1...200).map { _ in harness.makeRequest(port: port) }
            harness.transport.submit(requests)
            for request in requests {
                #expect(await harness.results.result(of: request.token).failure == .connectFailed)
            }
        }
    }

    @Test func theNextAddressIsTried() async throws {
        let resolver = FakeResolver(["two.test": ["127.0.0.2", "127.0.0.1"]])
        try await ScriptedServer.run {
            $0.answer()
        } body: { server in
            try await Harness.run(resolver: resolver) { harness in
                #expect(await harness.send(port: server.port, host: "two.test").body == "ok")
                #expect(server.connections == 1)
            }
        }
    }

    @Test func anOriginGetsOnlySoManyConnections() async throws {
        var configuration = Harness.configuration
        configuration.maxConnectionsPerOrigin = 3
        try await ScriptedServer.run {
            $0.answer()
        } body: { server in
            try await Harness.run(configuration) { harness in
                let requests = (1...300).map { _ in harness.makeRequest(port: server.port) }
                harness.transport.submit(requests)
                for request in requests { #expect(await harness.results.result(of: request.token).body == "ok") }
                #expect(server.connections == 3)
            }
        }
    }

    @Test func theConnectionIdleLongestMakesWay() async throws {
        var configuration = Harness.configuration
        configuration.maxTotalConnections = 2
        let resolver = FakeResolver(["a.test": ["127.0.0.1"], "b.test": ["127.0.0.1"], "c.test": ["127.0.0.1"]])
        try await ScriptedServer.run {
            $0.answer("\($0.connection)")
        } body: { server in
            try await Harness.run(configuration, resolver: resolver) { harness in
                for host in ["a.test", "b.test", "a.test", "c.test"] {
                    #expect(await harness.send(port: server.port, host: host).response?.status == 200)
                }
                #expect(server.connections == 3)
                // The one to b.test went; the one to a.test was used since.
                try await server.channels[1].closeFuture.get()
                #expect(await harness.send(port: server.port, host: "a.test").body == "1")
                #expect(server.mostOpen <= 3)
            }
        }
    }

    @Test func manyOriginsShareFewConnections() async throws {
        var configuration = Harness.configuration
        configuration.maxTotalConnections = 5
        let hosts = (0..<40).map { "h\($0).test" }
        let resolver = FakeResolver(Dictionary(uniqueKeysWithValues: hosts.map { ($0, ["127.0.0.1"]) }))
        try await ScriptedServer.run {
            $0.answer()
        } body: { server in
            try await Harness.run(configuration, resolver: resolver) { harness in
                let requests = (0..<400).map { harness.makeRequest(port: server.port, host: hosts[$0 % hosts.count]) }
                harness.transport.submit(requests)
                for request in requests { #expect(await harness.results.result(of: request.token).body == "ok") }
            }
        }
    }

    @Test func idleConnectionsAreClosedAfterAWhile() async throws {
        var configuration = Harness.configuration
        configuration.idleTimeout = .milliseconds(50)
        try await ScriptedServer.run {
            $0.answer()
        } body: { server in
            try await Harness.run(configuration) { harness in
                #expect(await harness.send(port: server.port).body == "ok")
                try await server.channels[0].closeFuture.get()
                #expect(await harness.send(port: server.port).body == "ok")
                #expect(server.connections == 2)
            }
        }
    }

    /// A port on loopback where nobody listens.
    static func closedPort() async throws -> Int {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(channel.localAddress?.port)
        try await channel.close().get()
        return port
    }
}
