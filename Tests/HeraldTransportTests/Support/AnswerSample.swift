/// A valid answer made up from a seed, and what must come of it.
struct AnswerSample {
    var bytes: [UInt8]
    var status: Int
    var body: [UInt8]
    var endsWithConnection = false

    private init(bytes: [UInt8], status: Int, body: [UInt8], endsWithConnection: Bool = false) {
        self.bytes = bytes
        self.status = status
        self.body = body
        self.endsWithConnection = endsWithConnection
    }

    /// Makes one up.
    init(_ random: inout SeededGenerator) {
        self = Self.sample(&random)
    }

    private static func sample(_ random: inout SeededGenerator) -> AnswerSample {
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
            return AnswerSample(bytes: Array((text + "\r\n").utf8), status: status, body: [])
        }
        switch Int.random(in: 0..<3, using: &random) {
        case 0:
            return AnswerSample(
                bytes: Array((text + "Content-Length: \(body.count)\r\n\r\n").utf8) + body, status: status, body: body
            )
        case 1:
            return AnswerSample(
                bytes: Array((text + "Transfer-Encoding: chunked\r\n\r\n").utf8) + chunks(body, &random),
                status: status,
                body: body
            )
        default:
            body += [0x2E]
            return AnswerSample(
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

    /// Cuts the bytes at random places.
    static func split(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [[UInt8]] {
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

    /// Changes something.
    static func mutate(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        guard !bytes.isEmpty else { return }
        let index = Int.random(in: bytes.indices, using: &random)
        let lines = [
            "Transfer-Encoding: chunked\r\n", "transfer-encoding: gzip, chunked\r\n", "Transfer-Encoding: gzip\r\n",
            "Transfer-Encoding: identity\r\n", "Transfer-Encoding: chunked, chunked\r\n", "Content-Length: 5\r\n",
            "Content-Length: 5, 5\r\n", "Content-Length: 0\r\n", "Content-Length:\r\n", "Connection: close\r\n",
            "Connection: upgrade\r\nUpgrade: x\r\n", "Connection: keep-alive, close\r\n", "X:\r\n", "\r\n", "\n",
            "HTTP/1.0 200 OK\r\n", "HTTP/1.1 100 Continue\r\n\r\n", "0\r\n", "5\r\nhello\r\n", "A;b=c\r\n",
        ]
        let telling = Array("\r\n :;,0123456789abcdefTC-\0\u{7F}\t".utf8)
        switch Int.random(in: 0..<8, using: &random) {
        case 5...:
            let starts = bytes.indices.filter { $0 > 0 && bytes[$0 - 1] == UInt8(ascii: "\n") }
            guard let start = starts.randomElement(using: &random) else { return }
            bytes.insert(contentsOf: Array((lines.randomElement(using: &random) ?? "").utf8), at: start)
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes[index] = telling.randomElement(using: &random) ?? 0
        case 2: bytes.insert(telling.randomElement(using: &random) ?? 0, at: index)
        case 3: bytes.remove(at: index)
        default:
            let end = min(bytes.count, index + Int.random(in: 1...40, using: &random))
            bytes.insert(contentsOf: bytes[index..<end], at: Int.random(in: 0...bytes.count, using: &random))
        }
    }
}
