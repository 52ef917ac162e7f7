package import NIOCore
import NIOPosix
package import NIOSSL
import Synchronization

/// A receiver on loopback that does what a test says with the raw bytes of its connections.
package final class ScriptedServer: Sendable {
    /// A request that has come completely.
    package struct Request: Sendable {
        package let channel: any Channel
        /// The connection's number, from 1.
        package let connection: Int
        /// The request's number on its connection, from 1.
        package let number: Int
        package let text: String

        /// Describes a request that was read by other means.
        package init(channel: any Channel, connection: Int, number: Int, text: String) {
            self.channel = channel
            self.connection = connection
            self.number = number
            self.text = text
        }

        /// Sends bytes.
        package func send(_ text: String) {
            channel.writeAndFlush(ByteBuffer(string: text), promise: nil)
        }

        /// Sends bytes, then closes.
        package func sendAndClose(_ text: String) {
            let channel = channel
            channel.writeAndFlush(ByteBuffer(string: text)).whenComplete { _ in channel.close(promise: nil) }
        }

        /// Sends `200` with a body.
        package func answer(_ body: String = "ok") {
            send("HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
        }

        /// Closes with a reset.
        package func reset() {
            let channel = channel
            guard let options = channel as? any SocketOptionProvider else { return }
            options.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in channel.close(promise: nil) }
        }
    }

    private struct Counts {
        var connections = 0
        var open = 0
        var mostOpen = 0
        var requests = 0
        package var channels: [any Channel] = []
    }

    private let counts = Mutex(Counts())
    private let onConnect: @Sendable (any Channel) -> Void
    private let onRequest: @Sendable (Request) -> Void
    /// Whether requests count once their head has come, and nothing is read after it.
    fileprivate let readsHeadsOnly: Bool
    private let listener = Mutex<(any Channel)?>(nil)

    /// The connections accepted so far.
    package var connections: Int { counts.withLock { $0.connections } }
    /// The most connections there were at the same time.
    package var mostOpen: Int { counts.withLock { $0.mostOpen } }
    /// The requests read so far.
    package var requests: Int { counts.withLock { $0.requests } }
    /// All connections' channels, in order.
    package var channels: [any Channel] { counts.withLock { $0.channels } }
    /// Where it listens on 127.0.0.1.
    package var port: Int { listener.withLock { $0?.localAddress?.port } ?? 0 }

    private init(
        readsHeadsOnly: Bool, onConnect: @escaping @Sendable (any Channel) -> Void,
        onRequest: @escaping @Sendable (Request) -> Void
    ) {
        self.readsHeadsOnly = readsHeadsOnly
        self.onConnect = onConnect
        self.onRequest = onRequest
    }

    /// Starts a server, runs `body` and stops the server.
    package static func run(
        tls: NIOSSLContext? = nil, readsHeadsOnly: Bool = false,
        onConnect: @escaping @Sendable (any Channel) -> Void = { _ in },
        onRequest: @escaping @Sendable (Request) -> Void, body: (ScriptedServer) async throws -> Void
    ) async throws {
        let server = ScriptedServer(readsHeadsOnly: readsHeadsOnly, onConnect: onConnect, onRequest: onRequest)
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
                    try channel.pipeline.syncOperations.addHandler(RequestReader(server: server))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        server.listener.withLock { $0 = listener }
        do {
            try await body(server)
        } catch {
            try? await server.stop()
            throw error
        }
        try? await server.stop()
    }

    private func stop() async throws {
        try await listener.withLock { $0 }?.close().get()
        for channel in channels { try? await channel.close().get() }
    }

    fileprivate func connected(_ channel: any Channel) -> Int {
        let number = counts.withLock { counts in
            counts.connections += 1
            counts.open += 1
            counts.mostOpen = max(counts.mostOpen, counts.open)
            counts.channels.append(channel)
            return counts.connections
        }
        onConnect(channel)
        return number
    }

    fileprivate func disconnected() {
        counts.withLock { $0.open -= 1 }
    }

    fileprivate func received(_ request: Request) {
        counts.withLock { $0.requests += 1 }
        onRequest(request)
    }
}

/// Cuts the bytes of a connection into requests by `Content-Length`.
private final class RequestReader: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let server: ScriptedServer
    private var connection = 0
    private var number = 0
    private var bytes: [UInt8] = []

    init(server: ScriptedServer) {
        self.server = server
    }

    func channelActive(context: ChannelHandlerContext) {
        connection = server.connected(context.channel)
    }

    func channelInactive(context: ChannelHandlerContext) {
        server.disconnected()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        bytes += Array(unwrapInboundIn(data).readableBytesView)
        while let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) {
            let head = String(decoding: bytes[..<end.upperBound], as: UTF8.self)
            if server.readsHeadsOnly { context.channel.setOption(.autoRead, value: false).whenFailure { _ in } }
            let total = end.upperBound + (server.readsHeadsOnly ? 0 : Self.bodyLength(head))
            guard bytes.count >= total else { return }
            number += 1
            let text = String(decoding: bytes[..<total], as: UTF8.self)
            bytes.removeFirst(total)
            server.received(
                ScriptedServer.Request(channel: context.channel, connection: connection, number: number, text: text)
            )
        }
    }

    private static func bodyLength(_ head: String) -> Int {
        let name = "content-length:"
        let lines = head.split(separator: "\r\n").map { $0.lowercased() }
        guard let line = lines.first(where: { $0.hasPrefix(name) }) else { return 0 }
        return Int(line.dropFirst(name.count).drop { $0 == " " }) ?? 0
    }
}
