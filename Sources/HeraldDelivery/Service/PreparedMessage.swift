import HeraldWire
import NIOCore

/// One request ready to be written: the endpoint's head, the event's body, and who signs.
final class PreparedMessage: RequestMessage {
    private let endpoint: PreparedEndpoint
    private let signer: Signer
    private let body: [UInt8]

    init(endpoint: PreparedEndpoint, signer: Signer, body: [UInt8]) {
        self.endpoint = endpoint
        self.signer = signer
        self.body = body
    }

    func write(variant: RequestVariant, into buffer: inout ByteBuffer) {
        var lines: [UInt8] = []
        lines.reserveCapacity(128)
        lines += "\(body.count)\r\n".utf8
        body.withUnsafeBytes { bytes in
            endpoint.wire.appendSignatureHeaders(
                body: bytes, signer: signer, legacy: variant.isLegacy, into: &lines)
        }
        lines += "\r\n".utf8
        buffer.reserveCapacity(minimumWritableBytes: endpoint.head.count + lines.count + body.count)
        buffer.writeBytes(endpoint.head)
        buffer.writeBytes(lines)
        buffer.writeBytes(body)
    }
}
