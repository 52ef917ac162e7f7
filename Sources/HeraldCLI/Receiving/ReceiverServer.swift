import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// A small web server that hands every request, of whatever path, to one function.
struct ReceiverServer: Service {
    let host: String
    /// 0 takes a free port; `onReady` tells which.
    let port: Int
    /// Called once with the port the server listens on.
    let onReady: @Sendable (_ port: Int) async -> Void
    /// Answers a request.
    let handler: @Sendable (ReceivedRequest) async -> ReceiverReply

    /// The largest body that is read, in bytes.
    static let bodyLimit = 16 << 20

    /// Serves until the service group around it shuts down or the task is cancelled.
    /// - Throws: ``CommandFailure`` when the port is taken.
    func run() async throws {
        var logger = Logger(label: "herald.receiver")
        logger.logLevel = .critical
        let application = Application(
            responder: Responder(handler: handler),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
            onServerRunning: { channel in await onReady(channel.localAddress?.port ?? port) }, logger: logger
        )
        do {
            try await application.run()
        } catch  where PortTrouble.isTaken(error) {
            throw PortTrouble.taken(host: host, port: port)
        }
    }

    private struct Responder: HTTPResponder {
        typealias Context = BasicRequestContext

        let handler: @Sendable (ReceivedRequest) async -> ReceiverReply

        func respond(to request: Request, context: Context) async throws -> Response {
            var request = request
            let body: ByteBuffer
            do {
                body = try await request.collectBody(upTo: ReceiverServer.bodyLimit)
            } catch {
                return Self.response(.refusal(413, code: "body_too_large"))
            }
            let received = ReceivedRequest(
                method: request.method.rawValue, target: request.head.path ?? "/",
                headers: request.headers.map { ($0.name.rawName, $0.value) }, body: Array(body.readableBytesView)
            )
            return Self.response(await handler(received))
        }

        private static func response(_ reply: ReceiverReply) -> Response {
            Response(
                status: HTTPResponse.Status(code: reply.status), headers: [.contentType: "application/json"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: reply.body))
            )
        }
    }
}
