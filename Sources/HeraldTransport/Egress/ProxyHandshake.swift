import NIOCore

/// Asks a proxy for a connection, then stands aside. Confined to its event loop.
final class ProxyHandshake: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// How asking ended.
    enum Outcome {
        case established
        case refused(status: Int)
        /// Hung up, or no proper answer.
        case failed
        case timedOut
    }

    private let request: String
    private var reply = ProxyReply()
    private var completion: ((Outcome) -> Void)?

    init(request: String) {
        self.request = request
    }

    /// Sends the request. The completion comes once, unless the connection was given up before.
    func begin(on channel: any Channel, completion: @escaping (Outcome) -> Void) {
        guard channel.isActive else { return completion(.failed) }
        self.completion = completion
        channel.writeAndFlush(ByteBuffer(string: request), promise: nil)
    }

    /// Ends asking.
    func finish(_ outcome: Outcome) {
        let completion = completion
        self.completion = nil
        completion?(outcome)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard completion != nil else { return context.fireChannelRead(data) }
        switch reply.receive(unwrapInboundIn(data).readableBytesView) {
        case .incomplete: break
        case .established: finish(.established)
        case .refused(let status): finish(.refused(status: status))
        case .invalid: finish(.failed)
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        finish(.failed)
    }

    func channelInactive(context: ChannelHandlerContext) {
        finish(.failed)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        finish(.failed)
        context.fireErrorCaught(error)
    }
}
