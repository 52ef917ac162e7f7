import HeraldDelivery
import Synchronization
import Testing

import HeraldTestSupport
@testable import HeraldTransport

/// How many connections a receiver gets: few where it answers quickly, one for each request where it does not.
@Suite(.timeLimit(.minutes(10)))
struct ConnectionGrowthTests {
    @Test func aBurstSharesAFewConnections() async throws {
        try await ScriptedServer.run {
            $0.answer()
        } body: { server in
            try await Harness.run { harness in
                let burst = (1...10).map { _ in harness.makeRequest(port: server.port) }
                harness.transport.submit(burst)
                for request in burst { #expect(await harness.results.result(of: request.token).body == "ok") }
                // One for every four that wait beside it; a tick in between may add as many.
                #expect(server.connections <= 4)
            }
        }
    }

    @Test func aReceiverThatTakesItsTimeGetsAConnectionForEachRequest() async throws {
        let held = Mutex<[ScriptedServer.Request]>([])
        try await ScriptedServer.run { request in
            let all = held.withLock { held in
                held.append(request)
                return held.count == 20 ? held : []
            }
            for request in all { request.answer() }
        } body: { server in
            try await Harness.run { harness in
                let burst = (1...20).map { _ in harness.makeRequest(port: server.port) }
                harness.transport.submit(burst)
                for request in burst { #expect(await harness.results.result(of: request.token).body == "ok") }
                #expect(server.connections == 20)
            }
        }
    }
}
