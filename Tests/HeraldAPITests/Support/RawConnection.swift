import NIOCore
import NIOPosix

/// One TCP connection that speaks HTTP/1.1 byte by byte.
final class RawConnection: Sendable {
    struct Answer: Sendable {
        let status: Int
        /// The names of its header fields, in lower case.
        let names: Set<String>
        let body: String
    }

    struct Ended: Error {}

    private let channel: any Channel
    private let received: AsyncStream<ByteBuffer>

    init(port: Int) async throws {
        let (received, source) = AsyncStream.makeStream(of: ByteBuffer.self)
        self.received = received
        channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Collector(source: source))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
    }

    func send(_ bytes: [UInt8]) async throws { try await channel.writeAndFlush(ByteBuffer(bytes: bytes)).get() }

    func endInput() async throws { try await channel.close(mode: .output).get() }

    func close() async { try? await channel.close().get() }

    /// Reads so many answers, each with a `Content-Length`.
    func answers(_ count: Int) async throws -> [Answer] {
        var bytes: [UInt8] = []
        var answers: [Answer] = []
        for await part in received {
            bytes += part.readableBytesView
            while let (answer, length) = Self.parse(bytes) {
                bytes.removeFirst(length)
                answers.append(answer)
            }
            if answers.count >= count { return answers }
        }
        throw Ended()
    }

    /// Reads whatever comes until nothing more can.
    func readToEnd() async { for await _ in received {} }

    /// Waits until nothing more can come.
    func isClosedByTheServer() async -> Bool {
        for await part in received where part.readableBytes > 0 { return false }
        return true
    }

    private static func parse(_ bytes: [UInt8]) -> (Answer, Int)? {
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
        let fields = lines.dropFirst().map { $0.split(separator: ":", maxSplits: 1) }
        let named = Dictionary(fields.map { ($0[0].lowercased(), $0[1].drop { $0 == " " }) }) { first, _ in first }
        let length = Int(named["content-length"] ?? "0") ?? 0
        guard bytes.count >= end.upperBound + length else { return nil }
        let body = String(decoding: bytes[end.upperBound..<(end.upperBound + length)], as: UTF8.self)
        let status = Int(lines[0].split(separator: " ")[1]) ?? 0
        return (Answer(status: status, names: Set(named.keys), body: body), end.upperBound + length)
    }

    private final class Collector: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let source: AsyncStream<ByteBuffer>.Continuation

        init(source: AsyncStream<ByteBuffer>.Continuation) { self.source = source }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) { source.yield(unwrapInboundIn(data)) }
        func channelInactive(context: ChannelHandlerContext) { source.finish() }
        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if event as? ChannelEvent == .inputClosed { source.finish() }
        }
    }
}
