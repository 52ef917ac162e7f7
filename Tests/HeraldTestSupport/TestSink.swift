public import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization

/// A receiver on a real socket that keeps everything it gets.
public final class TestSink: Sendable {
    /// One request as received.
    public struct Arrival: Sendable {
        public let path: String
        public let headers: HTTPFields
        public let body: [UInt8]
        public let at: ContinuousClock.Instant
        /// How many requests came before this one.
        public let index: Int
    }

    /// What to answer, and how late.
    public struct Answer: Sendable {
        public var status: Int
        public var body: String
        public var headers: HTTPFields
        public var delay: Duration

        public init(status: Int = 200, body: String = "{}", headers: HTTPFields = [:], delay: Duration = .zero) {
            self.status = status
            self.body = body
            self.headers = headers
            self.delay = delay
        }

        /// What a receiver should answer.
        public static var ok: Answer { Answer() }
    }

    private let state = Mutex<[Arrival]>([])
    private let answer: @Sendable (Arrival) -> Answer
    private let portPromise = AsyncStream<Int>.makeStream()

    public init(answer: @escaping @Sendable (Arrival) -> Answer = { _ in .ok }) { self.answer = answer }

    /// Everything received so far, in order.
    public var arrivals: [Arrival] { state.withLock { $0 } }
    /// How many requests came so far.
    public var count: Int { state.withLock { $0.count } }

    /// Runs the sink on a free port while `body` runs.
    public func run<Result: Sendable>(_ body: @escaping @Sendable (_ url: String) async throws -> Result) async throws
        -> Result
    {
        let router = Router()
        router.post("/**") { request, _ in
            let bytes = try await request.body.collect(upTo: 16 << 20)
            let arrival = self.state.withLock { arrivals in
                let arrival = Arrival(
                    path: request.uri.path, headers: request.headers, body: Array(bytes.readableBytesView), at: .now,
                    index: arrivals.count)
                arrivals.append(arrival)
                return arrival
            }
            let answer = self.answer(arrival)
            if answer.delay > .zero { try await Task.sleep(for: answer.delay) }
            return Response(
                status: .init(code: answer.status), headers: answer.headers,
                body: .init(byteBuffer: ByteBuffer(string: answer.body)))
        }
        var logger = Logger(label: "sink")
        logger.logLevel = .error
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0), backlog: 1024),
            onServerRunning: { channel in
                self.portPromise.continuation.yield(channel.localAddress?.port ?? 0)
            }, logger: logger)
        let group = ServiceGroup(configuration: .init(services: [.init(service: application)], logger: logger))
        return try await withThrowingTaskGroup(of: Void.self, returning: Result.self) { tasks in
            tasks.addTask { try await group.run() }
            var ports = portPromise.stream.makeAsyncIterator()
            guard let port = await ports.next() else { throw CancellationError() }
            let result: Result
            do {
                result = try await body("http://127.0.0.1:\(port)/hook")
            } catch {
                tasks.cancelAll()
                throw error
            }
            tasks.cancelAll()
            return result
        }
    }
}
