import NIOCore
import NIOPosix
import Synchronization

/// A small HTTP proxy on loopback that knows CONNECT.
final class ConnectProxy: Sendable {
    let port: Int
    private let seen: RequestLog
    private let listener: any Channel

    /// The first two words of the requests it was sent.
    var requests: [String] { seen.lines.withLock { $0 } }

    private init(_ listener: any Channel, _ seen: RequestLog) {
        self.listener = listener
        self.seen = seen
        port = listener.localAddress?.port ?? 0
    }

    /// - Parameters:
    ///   - authorization: What it wants to be shown.
    ///   - target: The port of 127.0.0.1 it connects to whatever it is asked for; nil to do as asked.
    ///   - unreachable: An address it answers 502 for.
    static func start(
        authorization: String? = nil, target: Int? = nil, unreachable: String? = nil
    ) async throws -> ConnectProxy {
        let seen = RequestLog()
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        ProxyDoor(authorization: authorization, target: target, unreachable: unreachable, seen: seen))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return ConnectProxy(listener, seen)
    }

    func stop() async throws { try await listener.close() }
}

private final class RequestLog: Sendable {
    let lines = Mutex<[String]>([])
}

/// One client's connection: reads a request, connects, then hands bytes through.
private final class ProxyDoor: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let authorization: String?
    private let target: Int?
    private let unreachable: String?
    private let seen: RequestLog
    private var head = ""
    private var peer: (any Channel)?

    init(authorization: String?, target: Int?, unreachable: String?, seen: RequestLog) {
        self.authorization = authorization
        self.target = target
        self.unreachable = unreachable
        self.seen = seen
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        if let peer { return peer.writeAndFlush(bytes, promise: nil) }
        head += String(buffer: bytes)
        guard head.hasSuffix("\r\n\r\n") else { return }
        let words = head.split(separator: " ")
        seen.lines.withLock { $0.append("\(words[0]) \(words[1])") }
        if let authorization, !head.contains("\r\nproxy-authorization: \(authorization)\r\n") {
            return answer("407 Who are you", context)
        }
        let parts = words[1].split(separator: ":")
        if String(parts[0]) == unreachable { return answer("502 Cannot reach it", context) }
        let client = context.channel
        let port = target ?? Int(parts[1]) ?? 0
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        ClientBootstrap(group: context.eventLoop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(BackDoor(client: client))
                }
            }
            .connect(host: "127.0.0.1", port: port)
            .whenComplete { result in
                switch result {
                case .success(let channel):
                    bound.value.peer = channel
                    client.writeAndFlush(ByteBuffer(string: "HTTP/1.1 200 Here you are\r\n\r\n"), promise: nil)
                case .failure: client.close(promise: nil)
                }
            }
    }

    func channelInactive(context: ChannelHandlerContext) {
        peer?.close(promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func answer(_ status: String, _ context: ChannelHandlerContext) {
        let channel = context.channel
        channel.writeAndFlush(ByteBuffer(string: "HTTP/1.1 \(status)\r\nContent-Length: 2\r\n\r\nno"))
            .whenComplete { _ in channel.close(promise: nil) }
    }
}

/// Hands the receiver's bytes to the client.
private final class BackDoor: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let client: any Channel

    init(client: any Channel) {
        self.client = client
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        client.writeAndFlush(unwrapInboundIn(data), promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        client.close(promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
