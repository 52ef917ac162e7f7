/// Where we accept on purpose what NIO's decoder refuses. Each is undone by rewriting the answer into the form NIO wants;
/// then the two must agree.
///
/// 1. A line of the head may end in a line feed alone (RFC 9112, section 2.2, lets recipients take it). Not in chunks.
/// 2. `Content-Length` beside `Transfer-Encoding` is ignored, and the connection ends (section 6.3).
/// 3. `Content-Length` may come several times if all say the same (section 6.3).
/// 4. Informational answers are skipped whatever their version and fields say.
/// 5. Trailers are skipped, also those that must not be trailers; so are chunk extensions, also empty ones, and blanks
///    behind a chunk's size.
/// 6. HTTP/1.2 and beyond count as HTTP/1.1 (RFC 9110, section 2.5).
struct OracleDifference {
    private var result: [UInt8] = []
    private var rest: ArraySlice<UInt8>

    /// The answer without the differences; nil if it has no head.
    static func undo(_ bytes: [UInt8]) -> [UInt8]? {
        var difference = OracleDifference(rest: bytes[...])
        return difference.rewrite() ? difference.result : nil
    }

    private mutating func rewrite() -> Bool {
        while var lines = readHead() {
            if lines.first?.dropFirst(9).first == UInt8(ascii: "1") { continue }
            if let version = lines.first?.dropFirst(7).first, version > UInt8(ascii: "1") {
                lines[0][7] = UInt8(ascii: "1")
            }
            let isEncoded = lines.contains { Self.name($0) == "transfer-encoding" }
            var lengths = lines.filter { Self.name($0) == "content-length" }
            lines.removeAll { Self.name($0) == "content-length" }
            if !isEncoded, let last = lengths.popLast() {
                let value = last.split(separator: UInt8(ascii: ",")).last ?? []
                lines.append(Array("content-length:".utf8) + value.filter { (0x30...0x39).contains($0) })
            }
            for line in lines + [[]] { result += line + Array("\r\n".utf8) }
            let encoding = lines.last { Self.name($0) == "transfer-encoding" } ?? []
            let isChunked = String(decoding: encoding, as: UTF8.self).lowercased()
                .filter { $0 != " " && $0 != "\t" }.hasSuffix("chunked")
            result += isChunked ? Self.plainChunks(rest) : Array(rest)
            return true
        }
        return false
    }

    private mutating func readHead() -> [[UInt8]]? {
        var lines: [[UInt8]] = []
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            var line = rest[..<end]
            if line.last == UInt8(ascii: "\r") { line.removeLast() }
            rest = rest[(end + 1)...]
            if line.isEmpty { return lines }
            lines.append(Array(line))
        }
        return nil
    }

    private static func name(_ line: [UInt8]) -> String {
        String(decoding: line.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self).lowercased()
    }

    /// Chunks without extensions and trailers; other bodies as they are.
    private static func plainChunks(_ body: ArraySlice<UInt8>) -> [UInt8] {
        var rest = body
        var chunks: [UInt8] = []
        while let end = rest.firstRange(of: Array("\r\n".utf8)) {
            let line = rest[..<end.lowerBound]
            let digits = line.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
            guard let size = Int(String(decoding: digits, as: UTF8.self), radix: 16), size >= 0 else { break }
            chunks += Array(digits) + Array("\r\n".utf8)
            if size == 0 { return chunks + Array("\r\n".utf8) }
            guard size < rest.endIndex - end.upperBound - 1 else { break }
            let next = end.upperBound + size + 2
            chunks += rest[end.upperBound..<next]
            rest = rest[next...]
        }
        return Array(body)
    }
}
