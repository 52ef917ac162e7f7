@testable import HeraldTransport
import HeraldDelivery

/// What came of feeding bytes to a parser.
struct ParsedResponse: Equatable, CustomStringConvertible {
    var progress: ResponseParser.Progress
    var status = 0
    var head = ""
    var body = ""
    var bodyBytes: [UInt8] = []
    var canReuse = false

    /// Feeds all pieces, then the end of the connection if wanted.
    init(_ pieces: [[UInt8]], limits: ResponseLimits = ResponseLimits(), closing: Bool = false) {
        var parser = ResponseParser(limits: limits)
        progress = .incomplete
        for piece in pieces { progress = parser.receive(piece.span) }
        if closing { progress = parser.end() }
        guard progress == .complete else { return }
        let response = parser.response
        status = response.status
        head = String(decoding: response.head, as: UTF8.self)
        body = String(decoding: response.body, as: UTF8.self)
        bodyBytes = response.body
        canReuse = parser.canReuse
    }

    init(_ text: String, limits: ResponseLimits = ResponseLimits(), closing: Bool = false) {
        self.init([Array(text.utf8)], limits: limits, closing: closing)
    }

    var description: String {
        "\(progress) \(status) reuse:\(canReuse) head:\(head.debugDescription) body:\(body.debugDescription)"
    }
}
