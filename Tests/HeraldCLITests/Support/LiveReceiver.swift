@testable import HeraldCLI

/// Runs a receiver on a free port for the time of a test.
enum LiveReceiver {
    static func run<Result: Sendable>(
        _ handler: @escaping @Sendable (ReceivedRequest) async -> ReceiverReply,
        while body: @escaping @Sendable (_ port: Int) async throws -> Result
    ) async throws -> Result {
        let (ports, announce) = AsyncStream.makeStream(of: Int.self)
        let server = ReceiverServer(host: "127.0.0.1", port: 0) { port in
            announce.yield(port)
        } handler: { request in
            await handler(request)
        }
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask {
                try? await server.run()
                return nil
            }
            group.addTask {
                var iterator = ports.makeAsyncIterator()
                guard let port = await iterator.next() else { throw CancellationError() }
                return try await body(port)
            }
            defer { group.cancelAll() }
            while let result = try await group.next() {
                if let result { return result }
            }
            throw CancellationError()
        }
    }
}
