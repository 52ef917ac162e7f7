import NIOCore
import NIOEmbedded
import NIOHTTP1

/// What NIO's own decoder reads out of the same bytes.
enum NIOOracle {
    /// A complete answer.
    struct Answer: Equatable {
        var status = 0
        /// Name and value of each header, as they came.
        var headers: [[String]] = []
        var body: [UInt8] = []
    }

    /// A field's value without the blanks around it. NIO leaves trailing tabs.
    static func trimmed(_ text: Substring) -> String {
        var value = text.drop { $0 == " " || $0 == "\t" }
        while let last = value.last, last == " " || last == "\t" { value.removeLast() }
        return String(value)
    }

    /// Reads the first answer to a `POST`, given in these pieces.
    /// - Returns: nil if it is not complete, or wrong.
    static func read(_ pieces: [[UInt8]], closing: Bool) throws -> Answer? {
        let channel = EmbeddedChannel()
        try channel.pipeline.syncOperations.addHTTPClientHandlers()
        let head = HTTPRequestHead(version: .http1_1, method: .POST, uri: "/", headers: ["Host": "x"])
        try channel.writeOutbound(HTTPClientRequestPart.head(head))
        try channel.writeOutbound(HTTPClientRequestPart.end(nil))
        var answer = Answer()
        var isComplete = false
        func drain() throws {
            while !isComplete, let part = try channel.readInbound(as: HTTPClientResponsePart.self) {
                switch part {
                case .head(let head):
                    answer.status = Int(head.status.code)
                    answer.headers = head.headers.map { [$0.name, trimmed($0.value[...])] }
                case .body(let bytes): answer.body += Array(bytes.readableBytesView)
                case .end: isComplete = true
                }
            }
        }
        for piece in pieces {
            // What comes after the answer does not count, so neither do errors there.
            let isFine = (try? channel.writeInbound(ByteBuffer(bytes: piece))) != nil
            try drain()
            if isComplete { return answer }
            guard isFine else { return nil }
        }
        guard closing else { return nil }
        let isFine = (try? channel.finish(acceptAlreadyClosed: true)) != nil
        try drain()
        return isComplete && isFine ? answer : nil
    }
}
