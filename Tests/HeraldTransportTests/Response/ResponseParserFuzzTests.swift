@testable import HeraldTransport
import HeraldDelivery
import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@Suite struct ResponseParserFuzzTests {
    /// A valid answer and what must come of it.
    private struct Sample {
        var bytes: [UInt8]
        var status: Int
        var body: [UInt8]
        var endsWithConnection = false
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func anySplitGivesTheSame(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<300 {
            let sample = Self.sample(&random)
            let whole = ParsedResponse([sample.bytes], closing: sample.endsWithConnection)
            #expect(whole.progress == .complete)
            #expect(whole.status == sample.status)
            #expect(Array(whole.body.utf8) == sample.body)
            for _ in 0..<3 {
                let pieces = Self.split(sample.bytes, &random)
                #expect(ParsedResponse(pieces, closing: sample.endsWithConnection) == whole, "seed \(seed)")
            }
        }
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func agreesWithNIOHTTP1OnValidAnswers(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed &* 7919)
        for _ in 0..<200 {
            let sample = Self.sample(&random)
            let oracle = try Self.readByNIO(sample)
            let own = ParsedResponse(Self.split(sample.bytes, &random), closing: sample.endsWithConnection)
            #expect(own.status == oracle.status)
            #expect(Array(own.body.utf8) == oracle.body)
            #expect(own.head == oracle.head, "seed \(seed)")
        }
    }

    /// Whatever the bytes are, the limits hold and the way they are split changes nothing.
    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func mutationsNeverTrap(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed &* 104_729)
        let limits = ResponseLimits(
            head: 300, keptHead: 100, body: 200, keptBody: 50, informational: 2, chunkLine: 20
        )
        for _ in 0..<2000 {
            var bytes = Self.sample(&random).bytes
            for _ in 0..<Int.random(in: 1...6, using: &random) { Self.mutate(&bytes, &random) }
            let isClosing = random.chance(50)
            let whole = ParsedResponse([bytes], limits: limits, closing: isClosing)
            let parts = ParsedResponse(Self.split(bytes, &random), limits: limits, closing: isClosing)
            #expect(whole == parts, "seed \(seed)")
            #expect(whole.head.utf8.count <= 3 * limits.keptHead)
            if whole.progress == .complete { #expect((200...599).contains(whole.status)) }
        }
    }

    // MARK: Making answers

    private static func sample(_ random: inout SeededGenerator) -> Sample {
        var text = ""
        if random.chance(10) { text += "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" }
        let status =
            [200, 201, 202, 204, 301, 302, 304, 400, 404, 410, 429, 500, 503].randomElement(using: &random) ?? 200
        text += "HTTP/1.1 \(status) \(["OK", "Not Quite", "x"].randomElement(using: &random) ?? "")\r\n"
        for index in 0..<Int.random(in: 0...4, using: &random) {
            text += "X-Field-\(index): \(String(repeating: "v", count: Int.random(in: 1...40, using: &random)))\r\n"
        }
        if random.chance(20) { text += "Connection: keep-alive\r\n" }
        var body: [UInt8] = (0..<Int.random(in: 0...300, using: &random)).map { UInt8(ascii: "a") + UInt8($0 % 26) }
        if status == 204 || status == 304 {
            return Sample(bytes: Array((text + "\r\n").utf8), status: status, body: [])
        }
        switch Int.random(in: 0..<3, using: &random) {
        case 0:
            return Sample(
                bytes: Array((text + "Content-Length: \(body.count)\r\n\r\n").utf8) + body, status: status, body: body
            )
        case 1:
            return Sample(
                bytes: Array((text + "Transfer-Encoding: chunked\r\n\r\n").utf8) + chunks(body, &random),
                status: status,
                body: body
            )
        default:
            body += [0x2E]
            return Sample(
                bytes: Array((text + "\r\n").utf8) + body, status: status, body: body, endsWithConnection: true
            )
        }
    }

    private static func chunks(_ body: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var result: [UInt8] = []
        var rest = body[...]
        while !rest.isEmpty {
            let piece = rest.prefix(Int.random(in: 1...100, using: &random))
            rest = rest.dropFirst(piece.count)
            let ending = random.chance(20) ? ";name=value\r\n" : "\r\n"
            result += Array((String(piece.count, radix: 16, uppercase: random.chance(50)) + ending).utf8)
            result += piece + Array("\r\n".utf8)
        }
        return result + Array((random.chance(30) ? "0\r\nX-Trailer: t\r\n\r\n" : "0\r\n\r\n").utf8)
    }

    private static func split(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [[UInt8]] {
        let longest = [1, 3, 20, 500].randomElement(using: &random) ?? 1
        var pieces: [[UInt8]] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = rest.prefix(Int.random(in: 1...longest, using: &random))
            pieces.append(Array(piece))
            rest = rest.dropFirst(piece.count)
        }
        return pieces
    }

    private static func mutate(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        guard !bytes.isEmpty else { return }
        let index = Int.random(in: bytes.indices, using: &random)
        let telling = Array("\r\n :;,0123456789abcdefTC-\0\u{7F}\t".utf8)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes[index] = telling.randomElement(using: &random) ?? 0
        case 2: bytes.insert(telling.randomElement(using: &random) ?? 0, at: index)
        case 3: bytes.remove(at: index)
        default:
            let end = min(bytes.count, index + Int.random(in: 1...40, using: &random))
            bytes.insert(contentsOf: bytes[index..<end], at: Int.random(in: 0...bytes.count, using: &random))
        }
    }

    // MARK: The oracle

    private static func readByNIO(_ sample: Sample) throws -> (status: Int, head: String, body: [UInt8]) {
        let channel = EmbeddedChannel()
        try channel.pipeline.syncOperations.addHTTPClientHandlers()
        let head = HTTPRequestHead(version: .http1_1, method: .POST, uri: "/", headers: ["Host": "x"])
        try channel.writeOutbound(HTTPClientRequestPart.head(head))
        try channel.writeOutbound(HTTPClientRequestPart.end(nil))
        try channel.writeInbound(ByteBuffer(bytes: sample.bytes))
        if sample.endsWithConnection { _ = try channel.finish(acceptAlreadyClosed: true) }
        var result = (status: 0, head: "", body: [UInt8]())
        while let part = try channel.readInbound(as: HTTPClientResponsePart.self) {
            switch part {
            case .head(let head):
                result.status = Int(head.status.code)
                result.head = head.headers.map { "\($0.name): \($0.value)\r\n" }.joined()
            case .body(let bytes): result.body += Array(bytes.readableBytesView)
            case .end: break
            }
        }
        return result
    }
}
