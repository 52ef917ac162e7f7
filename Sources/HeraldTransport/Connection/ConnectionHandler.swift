import HeraldDelivery
import HeraldModel
import NIOCore
import NIOSSL

/// One connection of a pool: carries out what its ``ConnectionMachine`` says. Confined to its event loop.
final class ConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// Requests up to this size are taken by an empty socket buffer whole or not at all: the kernel's smallest send
    /// buffer (`tcp_wmem`) is no smaller.
    private static let allOrNothingSize = 4096

    let pool: OriginPool
    /// Where the worker keeps this connection among all others.
    var place = SlotHandle.none
    /// Since when the connection is idle.
    var idleSince: UInt64 = 0
    /// What went wrong before the connection was opened.
    private(set) var openingError: (any Error)?
    private let worker: LoopWorker
    private var machine: ConnectionMachine
    private var request: SlotHandle?
    private var context: ChannelHandlerContext?
    /// Below TLS; nil without.
    private let gauge: ReadGauge?
    /// The bytes of the request while they are handed to the socket, for a retry; no longer, so that the worker can
    /// use their memory again.
    private var unsent: ByteBuffer?
    private var times = ConnectionTimes()

    init(worker: LoopWorker, pool: OriginPool, gauge: ReadGauge? = nil) {
        self.gauge = gauge
        self.worker = worker
        self.pool = pool
        machine = ConnectionMachine(limits: worker.settings.responseLimits)
    }

    var isClosed: Bool { machine.isClosed }
    /// Whether the connection has brought an answer before.
    var isReused: Bool { machine.isReused }

    // MARK: From the worker

    /// Connected; with TLS, the handshake comes now.
    func connected(since start: UInt64) {
        let now = NIODeadline.now().uptimeNanoseconds
        times.resolving = pool.resolvedIn
        times.connecting = now - min(now, start)
        times.connectedAt = now
    }

    /// Connected and, with TLS, verified.
    func opened() {
        if pool.origin.isSecure { times.handshake = NIODeadline.now().uptimeNanoseconds - times.connectedAt }
        perform(machine.opened())
    }

    /// Ends an opening that took too long.
    func handshakeTimedOut() {
        openingError = OpeningError.handshakeTimeout
        abandon()
    }

    /// Sends a request; the connection must be ready.
    func send(_ slot: SlotHandle, _ pending: PendingRequest) {
        request = slot
        guard let context, context.channel.isActive else {
            machine.begin(isAllOrNothing: true)
            perform(machine.handedOver(isConnected: false))
            return
        }
        let buffer = pending.written ?? worker.write(pending.request)
        times.began(at: NIODeadline.now().uptimeNanoseconds)
        let isSmall = buffer.readableBytes <= Self.allOrNothingSize
        machine.begin(isAllOrNothing: isSmall)
        unsent = buffer
        if isSmall {
            context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
        } else {
            let promise = context.eventLoop.makePromise(of: Void.self)
            promise.futureResult.assumeIsolated().whenSuccess { self.noteSent(slot) }
            context.writeAndFlush(wrapOutboundOut(buffer), promise: promise)
        }
        perform(machine.handedOver(isConnected: context.channel.isActive))
        unsent = nil
    }

    /// Closes without another word about a request under way.
    func abandon() {
        machine.abandon()
        request = nil
        context?.close(promise: nil)
    }

    /// What the time of the request under way went to.
    func timing(answeredAt: UInt64?) -> AttemptTiming {
        times.timing(isReused: isReused, answeredAt: answeredAt)
    }

    private func noteSent(_ slot: SlotHandle) {
        if request == slot { machine.sent() }
    }

    // MARK: From the channel

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    /// Comes once for every channel, also where NIO leaves `channelInactive` out: when a channel is closed from within
    /// the callback of its own connecting.
    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        ended()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = unwrapInboundIn(data)
        // A read that did not fill its buffer took all there was.
        let isAll = gauge?.isDrained ?? (buffer.writableBytes > 0)
        let action = machine.received(buffer.readableBytesUInt8Span, isAll: isAll)
        // The usual answer is complete at once, and then its end is its beginning.
        if case .none = action, request != nil, times.firstByteAt == nil {
            times.firstByteAt = NIODeadline.now().uptimeNanoseconds
        }
        perform(action)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        perform(machine.readComplete())
    }

    func channelInactive(context: ChannelHandlerContext) {
        ended()
    }

    private func ended() {
        perform(machine.closed())
        worker.connectionClosed(self)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if openingError == nil { openingError = error }
        // A TLS connection that ends without the closing message is no error: the answer's own framing tells whether it
        // is whole, and where only the end of the connection would, the status has come under TLS all the same.
        let isUnclean = (error as? NIOSSLError) == .uncleanShutdown
        let isTLS = !isUnclean && (error is BoringSSLError || error is NIOSSLError)
        perform(machine.closed(by: isTLS ? OpeningError.failure(shakingHands: error) : .connectionClosed))
        context.close(promise: nil)
    }

    private func perform(_ action: ConnectionMachine.Action) {
        switch action {
        case .none: break
        case .ready: worker.connectionReady(self)
        case .close: context?.close(promise: nil)
        case .answer(let response): finish(.response(response))
        case .fail(let failure):
            finish(.failure(failure))
            context?.close(promise: nil)
        case .retry:
            if let slot = request {
                request = nil
                worker.retry(slot, written: unsent)
            }
            context?.close(promise: nil)
        }
    }

    private func finish(_ outcome: TransportResult.Outcome) {
        guard let slot = request else { return }
        request = nil
        worker.finish(slot, outcome)
    }
}
