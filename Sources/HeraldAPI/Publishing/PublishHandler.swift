import DequeModule
import HeraldOperations
import NIOCore
import NIOHTTP1

/// Publishes on the connection's own event loop: no task and no hop until the store has committed.
///
/// It takes the usual small `POST …/events` that will be accepted. Every other request, and each one that turns out
/// to be refused before anything was handed to the store, goes on to the router as it came; so all refusals but the
/// store's own are worded in one place.
///
/// What must hold: answers leave in the order of their requests. It takes a request only when the router owes no
/// answer, and while its own is outstanding nothing further is passed on.
final class PublishHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private enum State {
        /// Parts go on to the router.
        case passing
        /// A request of its own is being read.
        case collecting(HTTPRequestHead, PublishRequest, ByteBuffer?)
        /// The store has it.
        case committing
    }

    private let operations: Operations
    private let answers: PublishAnswers
    /// Where raw answers enter the pipeline: what it is given passes by the encoder.
    private var encoder: ChannelHandlerContext?
    private var idle: IdleWatch
    private var state = State.passing
    /// Requests passed on whose answers have not ended.
    private var passedOn = 0
    /// What was already read when the store got the last request.
    private var held: Deque<HTTPServerRequestPart> = []
    /// The router wants to read on.
    private var wantsRead = false
    /// Events that must wait until the answer is out: the other side's last word, the server's wish to end.
    private var heldEvents: [Any] = []
    private var idleTimer: Scheduled<Void>?

    init(operations: Operations, answers: PublishAnswers, idleTimeout: TimeAmount) {
        self.operations = operations
        self.answers = answers
        idle = IdleWatch(timeout: idleTimeout, now: .now())
    }

    func handlerAdded(context: ChannelHandlerContext) {
        encoder = try? context.pipeline.syncOperations.context(handlerType: HTTPResponseEncoder.self)
        watchIdleness(context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        encoder = nil
        idleTimer?.cancel()
    }

    func channelInactive(context: ChannelHandlerContext) {
        idleTimer?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        idle.hasRead(part, at: context.eventLoop.now)
        if case .committing = state {
            held.append(part)
        } else {
            take(part, context)
        }
    }

    /// Reading stops only once something came that must wait: clients rarely send the next request before the answer,
    /// and each stop and start costs a system call.
    func read(context: ChannelHandlerContext) {
        if held.isEmpty { context.read() } else { wantsRead = true }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) {
            passedOn -= 1
            idle.hasAnswered(at: context.eventLoop.now)
        }
        context.write(data, promise: promise)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch state {
        case .passing: context.fireUserInboundEventTriggered(event)
        case .collecting, .committing:
            // A half-read request whose other half will never come must not wait for it.
            if case .collecting = state, event as? ChannelEvent == .inputClosed { state = .passing }
            heldEvents.append(event)
            if case .passing = state { goOn(context) }
        }
    }

    private func take(_ part: HTTPServerRequestPart, _ context: ChannelHandlerContext) {
        switch (part, state) {
        case (.head(let head), .passing) where passedOn == 0 && encoder != nil:
            if let request = PublishRequest(head, operations) {
                state = .collecting(head, request, nil)
            } else {
                passOn(part, context)
            }
        case (.body(var bytes), .collecting(let head, let request, var collected)):
            // The body must not be shared with the state while it grows.
            state = .passing
            if collected?.writeBuffer(&bytes) == nil { collected = bytes }
            state = .collecting(head, request, collected)
        case (.end, .collecting(let head, let request, let collected)):
            state = .passing
            publish(head, request, collected ?? ByteBuffer(), context)
        default:
            passOn(part, context)
        }
    }

    private func passOn(_ part: HTTPServerRequestPart, _ context: ChannelHandlerContext) {
        if case .head = part { passedOn += 1 }
        context.fireChannelRead(wrapInboundOut(part))
    }

    private func publish(
        _ head: HTTPRequestHead, _ request: PublishRequest, _ body: ByteBuffer, _ context: ChannelHandlerContext
    ) {
        let batch = body.withUnsafeReadableBytes { raw in
            raw.withMemoryRebound(to: UInt8.self) { bytes in
                try? operations.publishing.prepare(bytes, format: request.format, for: request.network)
            }
        }
        guard let batch else {
            passOn(.head(head), context)
            passOn(.body(body), context)
            passOn(.end(nil), context)
            releaseEvents(context)
            return
        }
        state = .committing
        let loop = context.eventLoop
        let me = NIOLoopBound((handler: self, context: context), eventLoop: loop)
        operations.publishing.accept(batch) { result in
            loop.execute { me.value.handler.answer(result, me.value.context) }
        }
    }

    private func answer(_ result: Result<[PublishedEvent], OperationError>, _ context: ChannelHandlerContext) {
        switch result {
        case .success(let events):
            encoder?.writeAndFlush(
                NIOAny(answers.acceptance(of: events, context.channel.allocator)), promise: nil)
        case .failure(let error):
            for part in answers.refusal(error) { context.write(wrapOutboundOut(part), promise: nil) }
            context.flush()
        }
        idle.hasAnswered(at: context.eventLoop.now)
        goOn(context)
    }

    /// Catches up with what was held back meanwhile.
    private func goOn(_ context: ChannelHandlerContext) {
        state = .passing
        let hadHeld = !held.isEmpty
        while let part = held.popFirst() {
            take(part, context)
            if case .committing = state { break }
        }
        // What was passed on is only looked at when a read is complete.
        if hadHeld { context.fireChannelReadComplete() }
        if case .committing = state { return }
        if case .passing = state { releaseEvents(context) }
        if wantsRead {
            wantsRead = false
            context.read()
        }
    }

    private func releaseEvents(_ context: ChannelHandlerContext) {
        for event in heldEvents { context.fireUserInboundEventTriggered(event) }
        heldEvents = []
    }

    private func watchIdleness(_ context: ChannelHandlerContext) {
        let me = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
        idleTimer = context.eventLoop.scheduleTask(deadline: idle.deadline) {
            let (handler, context) = me.value
            if handler.idle.isOver(at: context.eventLoop.now) {
                context.close(promise: nil)
            } else {
                handler.watchIdleness(context)
            }
        }
    }
}
