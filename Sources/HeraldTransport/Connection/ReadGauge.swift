import NIOCore

/// Stands between the socket and TLS, and knows whether the last read left anything in the socket: what TLS hands on
/// does not tell.
final class ReadGauge: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    /// Whether the last read did not fill its buffer, and so took all there was.
    private(set) var isDrained = true

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        isDrained = unwrapInboundIn(data).writableBytes > 0
        context.fireChannelRead(data)
    }
}
