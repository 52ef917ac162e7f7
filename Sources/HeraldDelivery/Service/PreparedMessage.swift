import HeraldWire
import NIOCore

/// One request ready to be written: the endpoint's head, the event's body, and who signs.
final class PreparedMessage: RequestMessage {
    private let endpoint: PreparedEndpoint
    private let signer: Signer
    private let body: [UInt8]
    private let request: WireRequest

    init(endpoint: PreparedEndpoint, signer: Signer, body: [UInt8], request: WireRequest) {
        self.endpoint = endpoint
        self.signer = signer
        self.body = body
        self.request = request
    }

    func write(variant: RequestVariant, into buffer: inout ByteBuffer) {
        var request = request
        request.attempt = variant.attempt
        request.isLegacy = variant.isLegacy
        var lines: [UInt8] = []
        lines.reserveCapacity(128)
        lines += "\(body.count)\r\n".utf8
        body.withUnsafeBytes { bytes in
            endpoint.wire.appendRequestHeaders(body: bytes, signer: signer, request: request, into: &lines)
        }
        lines += "\r\n".utf8
        buffer.reserveCapacity(minimumWritableBytes: endpoint.head.count + lines.count + body.count)
        buffer.writeBytes(endpoint.head)
        buffer.writeBytes(lines)
        buffer.writeBytes(body)
    }
}
