import HeraldDelivery
import NIOCore
import Synchronization

/// A small POST that counts how often it is written.
final class TestMessage: RequestMessage {
    private let path: String
    private let body: String
    private let count = Atomic<Int>(0)

    init(path: String = "/", body: String = "{}") {
        self.path = path
        self.body = body
    }

    /// How often the message was written.
    var writes: Int { count.load(ordering: .relaxed) }

    func write(variant: RequestVariant, into buffer: inout ByteBuffer) {
        count.add(1, ordering: .relaxed)
        buffer.writeString("POST \(path) HTTP/1.1\r\nHost: test\r\nX-Attempt: \(variant.attempt)\r\n")
        buffer.writeString("Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
    }
}
