import NIOCore
import NIOPosix
import Synchronization

/// A receiver on loopback that misbehaves until it is healed.
final class StubbornReceiver: Sendable {
    /// What it does with a request.
    enum Habit: Sendable {
        case answer
        /// Says nothing.
        case hang
        /// Sends one byte a second of an answer that never ends.
        case drip
        /// Resets the connection.
        case reset
    }

    private struct State {
        var isHealed = false
        var requests = 0
        var open = 0
        var mostOpen = 0
        /// The numbers of the events answered with success.
        var events: Set<Int> = []
        /// Requests not answered yet.
        var stuck: [(channel: any Channel, event: Int)] = []
        var channels: [any Channel] = []
    }

    let habit: Habit
    private let state = Mutex(State())
    private let listener = Mutex<(any Channel)?>(nil)

    init(_ habit: Habit) {
        self.habit = habit
    }

    /// The requests read so far.
    var requests: Int { state.withLock { $0.requests } }
    /// The most connections there were at the same time.
    var mostOpen: Int { state.withLock { $0.mostOpen } }
    /// The events answered with success so far.
    var events: Set<Int> { state.withLock { $0.events } }
    /// Where it listens on 127.0.0.1.
    var port: Int { listener.withLock { $0?.localAddress?.port } ?? 0 }

    func start() async throws {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 1024)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Reader(receiver: self))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        listener.withLock { $0 = channel }
    }

    func stop() async {
        try? await listener.withLock { $0 }?.close().get()
        for channel in state.withLock({ $0.channels }) { try? await channel.close().get() }
    }

    /// Behaves from now on, and answers what is stuck.
    func heal() {
        let stuck = state.withLock { state in
            defer { state.stuck = [] }
            state.isHealed = true
            for request in state.stuck { state.events.insert(request.event) }
            return state.stuck
        }
        // What has dripped so far is the beginning of a header line.
        let rest = habit == .drip ? "\r\nContent-Length: 0\r\n\r\n" : Self.success
        for request in stuck { request.channel.writeAndFlush(ByteBuffer(string: rest), promise: nil) }
    }

    private static let success = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"

    fileprivate func connected(_ channel: any Channel) {
        state.withLock { state in
            state.open += 1
            state.mostOpen = max(state.mostOpen, state.open)
            state.channels.append(channel)
        }
    }

    fileprivate func disconnected() {
        state.withLock { $0.open -= 1 }
    }

    fileprivate func received(_ event: Int, on channel: any Channel) {
        let answersNow = state.withLock { state in
            state.requests += 1
            if state.isHealed || habit == .answer {
                state.events.insert(event)
                return true
            }
            if habit != .reset { state.stuck.append((channel, event)) }
            return false
        }
        if answersNow {
            channel.writeAndFlush(ByteBuffer(string: Self.success), promise: nil)
        } else if habit == .drip {
            drip(on: channel)
        } else if habit == .reset {
            (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
                .whenComplete { _ in channel.close(promise: nil) }
        }
    }

    private func drip(on channel: any Channel) {
        channel.writeAndFlush(ByteBuffer(string: "HTTP/1.1 200 OK\r\nX: "), promise: nil)
        let task = channel.eventLoop.scheduleRepeatedTask(initialDelay: .zero, delay: .seconds(1)) { [self] task in
            if state.withLock({ $0.isHealed }) {
                task.cancel()
            } else {
                channel.writeAndFlush(ByteBuffer(string: "x"), promise: nil)
            }
        }
        channel.closeFuture.whenComplete { _ in task.cancel() }
    }
}

/// Cuts the bytes of a connection into requests, and finds the event's number in each.
private final class Reader: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let receiver: StubbornReceiver
    private var bytes: [UInt8] = []

    init(receiver: StubbornReceiver) {
        self.receiver = receiver
    }

    func channelActive(context: ChannelHandlerContext) {
        receiver.connected(context.channel)
    }

    func channelInactive(context: ChannelHandlerContext) {
        receiver.disconnected()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        bytes += Array(unwrapInboundIn(data).readableBytesView)
        while let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) {
            let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).lowercased()
            let total = end.upperBound + Self.number(after: "content-length: ", in: head)
            guard bytes.count >= total else { return }
            let body = String(decoding: bytes[end.upperBound..<total], as: UTF8.self)
            bytes.removeFirst(total)
            receiver.received(Self.number(after: "\"number\":", in: body), on: context.channel)
        }
    }

    private static func number(after mark: String, in text: String) -> Int {
        guard let range = text.firstRange(of: mark) else { return -1 }
        return Int(text[range.upperBound...].prefix { $0.isNumber }) ?? -1
    }
}
