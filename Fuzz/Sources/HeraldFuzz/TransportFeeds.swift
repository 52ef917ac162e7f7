import HeraldDelivery
import HeraldGzip

import HeraldModel
@testable import HeraldTransport

/// Feeds what reads from the network.
enum TransportFeeds {
    static func gzip(_ input: [UInt8]) {
        let limit = 1 << 16
        if let bytes = try? Gzip.inflate(input, limit: limit) {
            mustHold(bytes.count <= limit, "inflating keeps its limit")
        }
        guard input.count <= 4096 else { return }
        let again = (try? Gzip.compress(input)).flatMap { try? Gzip.inflate($0, limit: limit) }
        mustHold(again == input, "what is compressed is inflated alike")
    }

    /// The first byte is the size of the pieces: an answer reads alike however it is cut.
    static func response(_ input: [UInt8]) {
        guard let size = input.first else { return }
        let bytes = Array(input.dropFirst())
        let limits = ResponseLimits(head: 600, keptHead: 300, body: 400, keptBody: 100, informational: 2, chunkLine: 40)
        var whole = ResponseParser(limits: limits)
        _ = whole.receive(bytes.span)
        let wholeProgress = whole.end()
        var cut = ResponseParser(limits: limits)
        var position = 0
        while position < bytes.count {
            let end = min(bytes.count, position + 1 + Int(size & 31))
            _ = cut.receive(bytes.span.extracting(position..<end))
            position = end
        }
        mustHold(cut.end() == wholeProgress, "an answer ends alike however it is cut")
        guard wholeProgress == .complete else { return }
        mustHold(whole.response.status == cut.response.status, "the same status however it is cut")
        mustHold(whole.response.head == cut.response.head, "the same head however it is cut")
        mustHold(whole.response.body == cut.response.body, "the same body however it is cut")
        mustHold((200...999).contains(whole.response.status), "a final status")
        mustHold(whole.response.head.count <= limits.keptHead, "the kept head keeps its limit")
        mustHold(whole.response.body.count <= limits.keptBody, "the kept body keeps its limit")
        var place = 0
        while let element = FieldElements.next(in: bytes.span, at: &place) {
            mustHold(!element.isEmpty && element.upperBound <= bytes.count, "an element lies in its value")
        }
    }

    static func proxy(_ input: [UInt8]) {
        var whole = ProxyReply()
        let wholeProgress = whole.receive(input)
        var cut = ProxyReply()
        var progress = ProxyReply.Progress.incomplete
        for byte in input where progress == .incomplete { progress = cut.receive([byte]) }
        if wholeProgress == .incomplete || wholeProgress == .established {
            mustHold(progress == wholeProgress, "a proxy's answer reads alike however it is cut")
        }
    }

    static func addresses(_ input: [UInt8]) {
        let text = String(decoding: input, as: UTF8.self)
        if let address = IPAddress(text) {
            mustHold(IPAddress("\(address)") == address, "an address that is written is read alike")
            _ = AddressPolicy.forbiddenRange(of: address)
        }
        if let range = CIDR(text) {
            mustHold(CIDR("\(range)") == range, "a range that is written is read alike")
            mustHold(range.contains(range.base), "a range contains its first address")
        }
        if let host = IPAddress(hostLiteral: text) {
            mustHold(IPAddress("\(host)") == host, "a host that is an address is written as one")
        }
    }
}
