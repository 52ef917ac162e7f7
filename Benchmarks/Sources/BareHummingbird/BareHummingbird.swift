import Hummingbird
import Logging

/// The yardstick for single-event POSTs: a server that reads the body, answers 202, and does nothing else.
///
/// Usage: bare-hummingbird PORT (0 lets the system choose). Prints `listening on PORT` once it is open.
@main
enum BareHummingbird {
    static func main() async throws {
        guard CommandLine.arguments.count == 2, let port = Int(CommandLine.arguments[1]) else {
            throw UsageError()
        }
        var logger = Logger(label: "bare-hummingbird")
        logger.logLevel = .warning
        let router = Router()
        router.post("/v1/networks/:network/events") { request, _ in
            let body = try await request.body.collect(upTo: 8 << 20)
            return Response(
                status: .accepted, headers: [.contentType: "application/json"],
                body: .init(byteBuffer: ByteBuffer(string: #"{"bytes":\#(body.readableBytes)}"#)))
        }
        let application = Application(
            router: router,
            configuration: .init(address: .hostname("127.0.0.1", port: port), serverName: "bare", backlog: 1024),
            onServerRunning: { channel in
                print("listening on \(channel.localAddress?.port ?? 0)")
            },
            logger: logger)
        try await application.runService()
    }
}

struct UsageError: Error, CustomStringConvertible {
    var description: String { "usage: bare-hummingbird PORT" }
}
