import NIOCore

/// Answers each complete request on one connection. Knows only what Herald sends: a head with `content-length`.
final class BenchSinkHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let arrivals: BenchArrivals
    private var received = ByteBuffer()

    private static let answer = ByteBuffer(string: "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}")
    private static let headEnd = Array("\r\n\r\n".utf8)
    private static let lengthName = Array("content-length: ".utf8)

    init(arrivals: BenchArrivals) {
        self.arrivals = arrivals
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var buffer = unwrapInboundIn(data)
        received.writeBuffer(&buffer)
        var isAnswered = false
        while let body = nextBody() {
            if arrivals.isNoting, let number = Self.number(after: BenchEvents.marker, in: body.readableBytesView) {
                arrivals.note(number)
            }
            context.write(wrapOutboundOut(Self.answer), promise: nil)
            isAnswered = true
        }
        if isAnswered { context.flush() }
        received.discardReadBytes()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    /// Takes the next complete request off the buffer.
    private func nextBody() -> ByteBuffer? {
        let bytes = received.readableBytesView
        guard let head = bytes.firstRange(of: Self.headEnd) else { return nil }
        let length = Self.number(after: Self.lengthName, in: bytes[bytes.startIndex..<head.lowerBound]) ?? 0
        let headBytes = head.upperBound - bytes.startIndex
        guard bytes.count >= headBytes + length else { return nil }
        received.moveReaderIndex(forwardBy: headBytes)
        return received.readSlice(length: length)
    }

    private static func number(after name: [UInt8], in bytes: ByteBufferView) -> Int? {
        guard let found = bytes.firstRange(of: name) else { return nil }
        let digits = bytes[found.upperBound...].prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        return digits.isEmpty ? nil : digits.reduce(0) { $0 &* 10 &+ Int($1 - UInt8(ascii: "0")) }
    }
}
