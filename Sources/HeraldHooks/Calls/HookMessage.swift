import HeraldDelivery
import NIOCore

/// The bytes of one call. A call has one attempt, so they are written once and never differ.
final class HookMessage: RequestMessage {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func write(variant: RequestVariant, into buffer: inout ByteBuffer) { buffer.writeBytes(bytes) }
}
