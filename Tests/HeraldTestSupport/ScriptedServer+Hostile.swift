package import NIOCore

extension ScriptedServer.Request {
    /// Sends `piece` again and again, as fast as it is taken, until the connection is gone.
    package func flood(_ piece: String) {
        let count = max(1, 8192 / piece.utf8.count)
        Self.flood(channel, ByteBuffer(string: String(repeating: piece, count: count)))
    }

    private static func flood(_ channel: any Channel, _ pieces: ByteBuffer) {
        channel.writeAndFlush(pieces).whenSuccess {
            // Other connections of the loop get their turn.
            channel.eventLoop.execute { flood(channel, pieces) }
        }
    }

    /// Sends `piece` now and then, until the connection is gone.
    package func drip(_ piece: String, every interval: TimeAmount = .milliseconds(10)) {
        let channel = channel
        let drip = channel.eventLoop.scheduleRepeatedTask(initialDelay: .zero, delay: interval) { _ in
            channel.writeAndFlush(ByteBuffer(string: piece), promise: nil)
        }
        channel.closeFuture.whenComplete { _ in drip.cancel() }
    }

    /// Sends bytes, then resets the connection once they have left.
    package func sendAndReset(_ text: String) {
        channel.writeAndFlush(ByteBuffer(string: text)).whenComplete { _ in reset() }
    }
}

extension ScriptedServer.Request {
    /// Disappears from the network: the kernel drops whatever comes, unacknowledged. Then sends `text`.
    package func vanish(sending text: String) {
        let channel = channel
        guard let options = channel as? any SocketOptionProvider else { return }
        options.unsafeSetSocketOption(
            level: SocketOptionLevel(SocketFilter.level), name: SocketOptionName(SocketFilter.attach),
            value: SocketFilter.dropAll
        ).whenComplete { _ in channel.writeAndFlush(ByteBuffer(string: text), promise: nil) }
    }
}

/// A classic BPF program in the kernel's layout (`struct sock_fprog`).
private struct SocketFilter: Sendable {
    static let level: CInt = 1
    static let attach: CInt = 26
    /// One instruction: keep nothing.
    static let dropAll = SocketFilter(count: 1, program: UInt(bitPattern: instructions))
    private nonisolated(unsafe) static let instructions: UnsafeMutablePointer<UInt64> = {
        let instructions = UnsafeMutablePointer<UInt64>.allocate(capacity: 1)
        instructions.initialize(to: 0x06)
        return instructions
    }()

    let count: UInt64
    let program: UInt
}
