import HeraldDelivery
import HeraldTestSupport
import HeraldTransport
import Logging
import NIOCore
import Testing

@Suite(.timeLimit(.minutes(10))) struct ShutdownTests {
    @Test func everythingUnderWayIsCancelled() async throws {
        var configuration = Harness.configuration
        configuration.maxConnectionsPerOrigin = 4
        try await ScriptedServer.run { _ in
        } body: { silent in
            try await Harness.run(configuration, loops: 2) { harness in
                let requests = (1...100).map { _ in harness.makeRequest(port: silent.port) }
                harness.transport.submit(requests)
                await harness.transport.shutdown()
                #expect(harness.results.counts.count == 100)
                #expect(harness.results.counts.values.allSatisfy { $0 == 1 })
                for request in requests {
                    #expect(await harness.results.result(of: request.token).failure == .cancelled)
                }
                for channel in silent.channels { try await channel.closeFuture.get() }
            }
        }
    }

    @Test func idleConnectionsAreClosed() async throws {
        try await ScriptedServer.run {
            $0.answer()
        } body: { server in
            try await Harness.run { harness in
                #expect(await harness.send(port: server.port).body == "ok")
                await harness.transport.shutdown()
                try await server.channels[0].closeFuture.get()
            }
        }
    }

    @Test func requestsAfterwardsAreCancelledAtOnce() async throws {
        try await ScriptedServer.run {
            $0.answer()
        } body: { server in
            try await Harness.run(loops: 2) { harness in
                await harness.transport.shutdown()
                await harness.transport.shutdown()
                for _ in 1...10 { #expect(await harness.send(port: server.port).failure == .cancelled) }
                #expect(server.connections == 0)
            }
        }
    }

    @Test func noResultIsLostWhileOthersStillSubmit() async throws {
        try await ScriptedServer.run {
            $0.answer()
        } body: { server in
            try await Harness.run(loops: 2) { harness in
                let port = server.port
                await withTaskGroup { group in
                    for _ in 0..<4 {
                        group.addTask {
                            for _ in 0..<500 { harness.transport.submit([harness.makeRequest(port: port)]) }
                        }
                    }
                    group.addTask { await harness.transport.shutdown() }
                }
                for token in 1...2000 as ClosedRange<UInt64> { _ = await harness.results.result(of: token) }
                #expect(harness.results.counts.values.allSatisfy { $0 == 1 })
            }
        }
    }

    @Test func ownThreadsAreStopped() async throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let transport = try NIODeliveryTransport(configuration: Harness.configuration, logger: logger)
        let results = ResultCollector()
        transport.setResultHandler { results.receive($0) }
        try await ScriptedServer.run {
            $0.answer()
        } body: { server in
            let origin = HTTPOrigin(isSecure: false, host: "localhost", port: server.port)
            transport.submit([
                TransportRequest(
                    token: 1, origin: origin, message: TestMessage(), variant: RequestVariant(attempt: 1),
                    timeout: .seconds(30)
                )
            ])
            #expect(await results.result(of: 1).body == "ok")
            #expect(await transport.vetter.vet(host: "localhost", port: 80) == .ok)
            await transport.shutdown()
            #expect(await transport.vetter.vet(host: "later.test", port: 80) == .unresolved)
        }
    }

    @Test func aTrustRootThatIsNoneIsRefused() {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        var configuration = Harness.configuration
        configuration.additionalTrustRoots = ["not a certificate"]
        #expect(throws: (any Error).self) { try NIODeliveryTransport(configuration: configuration, logger: logger) }
    }
}
