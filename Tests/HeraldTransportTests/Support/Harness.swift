import HeraldDelivery
import HeraldModel
import HeraldTransport
import Logging
import NIOCore
import NIOPosix
import Synchronization

/// A transport that may reach loopback, and its results.
final class Harness: Sendable {
    let transport: NIODeliveryTransport
    let results = ResultCollector()
    private let lastToken = Atomic<UInt64>(0)

    private init(_ transport: NIODeliveryTransport) {
        self.transport = transport
        transport.setResultHandler { [results] in results.receive($0) }
    }

    /// Limits for tests: loopback allowed.
    static var configuration: NIODeliveryTransport.Configuration {
        NIODeliveryTransport.Configuration(allowedAddresses: ["127.0.0.0/8", "::1"].compactMap { CIDR($0) })
    }

    /// Runs `body` with a transport and shuts it down.
    static func run(
        _ configuration: NIODeliveryTransport.Configuration = Harness.configuration, loops: Int = 1,
        resolver: (any HostResolver)? = nil, body: (Harness) async throws -> Void
    ) async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: loops)
        let transport = try NIODeliveryTransport(
            configuration: configuration, eventLoopGroup: group, resolver: resolver ?? FakeResolver([:]),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        let harness = Harness(transport)
        do {
            try await body(harness)
        } catch {
            await transport.shutdown()
            try await group.shutdownGracefully()
            throw error
        }
        await transport.shutdown()
        try await group.shutdownGracefully()
    }

    func makeRequest(
        port: Int, host: String = "127.0.0.1", isSecure: Bool = false, timeout: Duration = .seconds(30),
        message: TestMessage = TestMessage()
    ) -> TransportRequest {
        TransportRequest(
            token: lastToken.add(1, ordering: .relaxed).newValue,
            origin: HTTPOrigin(isSecure: isSecure, host: host, port: port), message: message,
            variant: RequestVariant(attempt: 1), timeout: timeout
        )
    }

    /// Submits one request.
    func start(
        port: Int, host: String = "127.0.0.1", isSecure: Bool = false, timeout: Duration = .seconds(30),
        message: TestMessage = TestMessage()
    ) -> UInt64 {
        let request = makeRequest(port: port, host: host, isSecure: isSecure, timeout: timeout, message: message)
        transport.submit([request])
        return request.token
    }

    /// Submits one request and waits for its result.
    func send(
        port: Int, host: String = "127.0.0.1", isSecure: Bool = false, timeout: Duration = .seconds(30),
        message: TestMessage = TestMessage()
    ) async -> TransportResult {
        await results.result(
            of: start(port: port, host: host, isSecure: isSecure, timeout: timeout, message: message)
        )
    }
}

extension TransportResult {
    /// The failure, if it is one.
    var failure: TransportFailure? {
        if case .failure(let failure) = outcome { return failure }
        return nil
    }

    /// The answer, if there is one.
    var response: TransportResponse? {
        if case .response(let response) = outcome { return response }
        return nil
    }

    /// The answer's body as text.
    var body: String? { response.map { String(decoding: $0.body, as: UTF8.self) } }
}
