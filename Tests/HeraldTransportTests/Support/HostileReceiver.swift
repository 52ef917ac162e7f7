import HeraldDelivery
import HeraldTestSupport
import HeraldTransport
import NIOCore
import Testing

/// What must come of a request to a hostile receiver.
enum Ending: Equatable, Sendable, CustomStringConvertible {
    case status(Int)
    case failure(TransportFailure)

    init(_ result: TransportResult) {
        switch result.outcome {
        case .response(let response): self = .status(response.status)
        case .failure(let failure): self = .failure(failure)
        }
    }

    var description: String {
        switch self {
        case .status(let status): "\(status)"
        case .failure(let failure): failure.rawValue
        }
    }
}

/// Lets a receiver do its worst and looks at everything that must hold whatever it does.
enum HostileReceiver {
    /// Sends one request to a receiver with this script, beside a good one on the same event loop.
    /// - Parameters:
    ///   - timeout: the request's; short where only that can end it.
    ///   - connections: how many connections the receiver may see.
    @discardableResult
    static func meet(
        expecting ending: Ending, timeout: Duration = .seconds(30), connections: Int = 1,
        script: @escaping @Sendable (ScriptedServer.Request) -> Void
    ) async throws -> TransportResult {
        var result: TransportResult?
        try await ScriptedServer.run(onRequest: script) { server in
            try await ScriptedServer.run {
                $0.answer()
            } body: { good in
                try await Harness.run { harness in
                    let token = harness.start(port: server.port, timeout: timeout)
                    for _ in 1...3 { #expect(await harness.send(port: good.port).body == "ok") }
                    let ended = await harness.results.result(of: token)
                    result = ended
                    #expect(Ending(ended) == ending)
                    #expect(server.connections == connections)
                    #expect(server.requests == connections)
                    #expect(ended.response.map { $0.head.count <= 16_384 && $0.body.count <= 16_384 } ?? true)
                    // It gets nothing more out of us: the connection ends.
                    for channel in server.channels { try await channel.closeFuture.get() }
                    #expect(await harness.send(port: good.port).body == "ok")
                    #expect(good.connections == 1)
                    #expect(harness.results.counts.values.allSatisfy { $0 == 1 })
                }
            }
        }
        return try #require(result)
    }
}
