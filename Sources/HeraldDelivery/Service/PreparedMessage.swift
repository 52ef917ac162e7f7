import HeraldModel
import HeraldWire
import NIOCore

/// One request ready to be written: the endpoint's head, the event's body, and who signs.
final class PreparedMessage: RequestMessage {
    private let endpoint: PreparedEndpoint
    private let signer: Signer
    private let body: [UInt8]
    private let request: WireRequest
    /// The provider's request, when its body is sent on.
    private let received: ReceivedRequest?

    init(
        endpoint: PreparedEndpoint, signer: Signer, body: [UInt8], request: WireRequest, received: ReceivedRequest?
    ) {
        self.endpoint = endpoint
        self.signer = signer
        self.body = body
        self.request = request
        self.received = received
    }

    func write(variant: RequestVariant, into buffer: inout ByteBuffer) {
        var request = request
        request.attempt = variant.attempt
        request.isLegacy = variant.isLegacy
        var lines: [UInt8] = []
        lines.reserveCapacity(128)
        lines += "\(body.count)\r\n".utf8
        if let received {
            appendHeaders(of: received, request, to: &lines)
        } else {
            appendOwnHeaders(request, to: &lines)
        }
        lines += "\r\n".utf8
        let head = received == nil ? endpoint.head : endpoint.passingHead
        buffer.reserveCapacity(minimumWritableBytes: head.count + lines.count + body.count)
        buffer.writeBytes(head)
        buffer.writeBytes(lines)
        buffer.writeBytes(body)
    }
    private func appendOwnHeaders(_ request: WireRequest, to lines: inout [UInt8]) {
        body.withUnsafeBytes { bytes in
            endpoint.wire.appendRequestHeaders(body: bytes, signer: signer, request: request, into: &lines)
        }
    }

    /// The provider's headers verbatim and the event's id; signed anew, without those that the new ones replace.
    ///
    /// The separate legacy request exists for its own signature only, so that is always made.
    private func appendHeaders(of received: ReceivedRequest, _ request: WireRequest, to lines: inout [UInt8]) {
        var own: [UInt8] = []
        if endpoint.webhook.resigns || request.isLegacy { appendOwnHeaders(request, to: &own) }
        var replaced = Self.names(in: own)
        if request.isLegacy { replaced.formUnion(["x-amity-signature", "x-eko-signature"]) }
        for header in received.headers where !replaced.contains(header.name.lowercased()) {
            lines += "\(header.name): \(header.value)\r\n".utf8
        }
        lines += own
        lines += "Herald-Event-Id: \(request.event)\r\n".utf8
    }

    /// The names in header lines, in lower case.
    private static func names(in lines: [UInt8]) -> Set<String> {
        let names = lines.split(separator: UInt8(ascii: "\n"))
            .compactMap { $0.split(separator: UInt8(ascii: ":"), maxSplits: 1).first }
        return Set(names.map { String(decoding: $0, as: UTF8.self).lowercased() })
    }
}
