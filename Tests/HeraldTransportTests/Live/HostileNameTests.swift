import HeraldModel
import HeraldTestSupport
@testable import HeraldTransport
import Dispatch
import HeraldDelivery
import Testing

/// Names whose owners, or name servers, are hostile.
@Suite(.timeLimit(.minutes(10))) struct HostileNameTests {
    /// Only this address counts as public.
    private static var configuration: NIODeliveryTransport.Configuration {
        NIODeliveryTransport.Configuration(allowedAddresses: ["127.0.0.1/32"].compactMap { CIDR($0) })
    }

    private static func closing(_ request: ScriptedServer.Request) {
        request.sendAndClose("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok")
    }

    @Test(arguments: ["169.254.169.254", "127.0.0.2", "10.0.0.1", "::1", "::ffff:169.254.169.254", "fd00:ec2::254"])
    func aNameThatChangesIsJudgedAgain(_ second: String) async throws {
        let resolver = TestResolver { _, number in
            number == 2 ? TestResolver.addresses(second) : TestResolver.addresses("127.0.0.1")
        }
        try await ScriptedServer.run(onRequest: Self.closing) { server in
            try await Harness.run(Self.configuration, resolver: resolver) { harness in
                let host = "rebinding.test"
                #expect(await harness.send(port: server.port, host: host).body == "ok")
                #expect(await harness.send(port: server.port, host: host).failure == .forbiddenAddress)
                #expect(await harness.send(port: server.port, host: host).body == "ok")
                #expect(server.connections == 2)
            }
        }
    }

    @Test func oneForbiddenAddressAmongAThousandRefusesTheName() async throws {
        let resolver = TestResolver { _, _ in
            .success((1...1000).map { $0 == 777 ? .v4(0xA9FE_A9FE) : .v4(0x0808_0000 + $0) } + [.v4(0x7F00_0001)])
        }
        try await ScriptedServer.run(onRequest: Self.closing) { server in
            try await Harness.run(Self.configuration, resolver: resolver) { harness in
                #expect(await harness.send(port: server.port, host: "many.test").failure == .forbiddenAddress)
                #expect(server.connections == 0)
            }
        }
    }

    @Test func aThousandAddressesThatRefuseEndSoon() async throws {
        let resolver = TestResolver { _, _ in .success((1...1000).map { .v4(0x7F01_0000 + $0) }) }
        let port = try await ConnectingTests.closedPort()
        try await Harness.run(resolver: resolver) { harness in
            let requests = (1...50).map { _ in harness.makeRequest(port: port, host: "many.test") }
            harness.transport.submit(requests)
            for request in requests {
                #expect(await harness.results.result(of: request.token).failure == .connectFailed)
            }
        }
    }

    @Test func aThousandAddressesOfWhichTheFirstAnswers() async throws {
        let resolver = TestResolver { _, _ in .success((0..<1000).map { .v4(0x7F00_0001 + $0) }) }
        try await ScriptedServer.run(onRequest: Self.closing) { server in
            try await Harness.run(resolver: resolver) { harness in
                for _ in 1...3 { #expect(await harness.send(port: server.port, host: "many.test").body == "ok") }
            }
        }
    }

    @Test(arguments: [ResolveFailure.notFound, .temporary, .overloaded])
    func namesWithoutAddressFail(_ failure: ResolveFailure) async throws {
        let resolver = TestResolver { host, _ in host == "empty.test" ? .success([]) : .failure(failure) }
        try await Harness.run(resolver: resolver) { harness in
            #expect(await harness.send(port: 80, host: "nowhere.test").failure == .unresolved)
            #expect(await harness.send(port: 80, host: "empty.test").failure == .unresolved)
        }
    }

    @Test func aNameThatIsNeverResolvedCostsOnlyItself() async throws {
        let resolver = TestResolver { host, _ in
            host.hasPrefix("slow") ? nil : TestResolver.addresses("127.0.0.1")
        }
        try await ScriptedServer.run {
            $0.answer()
        } body: { server in
            try await Harness.run(resolver: resolver) { harness in
                let stuck = (0..<100).map {
                    harness.start(port: 80, host: "slow\($0 % 10).test", timeout: .milliseconds(300))
                }
                for _ in 1...10 { #expect(await harness.send(port: server.port, host: "good.test").body == "ok") }
                for token in stuck { #expect(await harness.results.result(of: token).failure == .resolveTimeout) }
                // One question for all that wait, also after the first have given up.
                #expect(await harness.send(port: 80, host: "slow0.test", timeout: .milliseconds(50)).failure != nil)
                #expect((0..<10).allSatisfy { resolver.count(of: "slow\($0).test") == 1 })
            }
        }
    }

    /// The real resolver with look-ups that hang: they take its threads, and the others go on.
    @Test func tenSlowNamesLeaveThreadsForTheRest() async throws {
        let gate = DispatchSemaphore(value: 0)
        let resolver = SystemResolver(configuration: .init()) { host in
            if host.hasPrefix("slow") { gate.wait() }
            return TestResolver.addresses("127.0.0.1")
        }
        try await ScriptedServer.run {
            $0.answer()
        } body: { server in
            try await Harness.run(resolver: resolver) { harness in
                let stuck = (0..<10).map {
                    harness.start(port: server.port, host: "slow\($0).test", timeout: .milliseconds(300))
                }
                for number in 0..<50 {
                    #expect(await harness.send(port: server.port, host: "good\(number).test").body == "ok")
                }
                for token in stuck { #expect(await harness.results.result(of: token).failure == .resolveTimeout) }
                for _ in 0..<10 { gate.signal() }
                #expect(await harness.send(port: server.port, host: "slow0.test").body == "ok")
            }
        }
        resolver.shutdown()
    }
}
