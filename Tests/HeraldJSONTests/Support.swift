import Foundation
import HeraldJSON

/// SplitMix64: the same documents in every run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Makes documents with everything that canonicalization has to change. Never a line feed: one document is one line.
struct DocumentGenerator {
    var random: SeededGenerator

    mutating func document() -> String { value(depth: 0) }

    private mutating func value(depth: Int) -> String {
        switch Int.random(in: 0..<(depth > 4 ? 6 : 10), using: &random) {
        case 0: ["true", "false", "null"].randomElement(using: &random) ?? ""
        case 1...2: number()
        case 3...5: string()
        case 6: container("[", "]", depth: depth) { generator in generator.value(depth: depth + 1) }
        default:
            container("{", "}", depth: depth) { generator in
                generator.key() + generator.space() + ":" + generator.space() + generator.value(depth: depth + 1)
            }
        }
    }

    private mutating func container(
        _ open: String, _ close: String, depth: Int, _ element: (inout DocumentGenerator) -> String
    ) -> String {
        let big = depth < 2 && Int.random(in: 0..<12, using: &random) == 0
        let count = Int.random(in: 0..<(big ? 60 : 6), using: &random)
        var parts: [String] = []
        for _ in 0..<count { parts.append(space() + element(&self) + space()) }
        return open + (parts.isEmpty ? space() : parts.joined(separator: ",")) + close
    }

    private mutating func space() -> String {
        ["", "", "", "", " ", "\t", "\r", "  \t "].randomElement(using: &random) ?? ""
    }

    private mutating func key() -> String {
        switch Int.random(in: 0..<4, using: &random) {
        case 0:
            [
                "\"0\"", "\"1\"", "\"00\"", "\"10\"", "\"2\"", "\"4294967294\"", "\"4294967295\"", "\"4294967296\"",
                "\"-1\"", "\"1.5\"", "\"9007199254740993\"", "\"\\u0031\\u0032\"", "\"01\"", "\"\"",
            ].randomElement(using: &random) ?? ""
        case 1: "\"\(Int.random(in: 0..<40, using: &random))\""
        case 2:
            [
                "\"a\"", "\"b\"", "\"createdAt\"", "\"updatedAt\"", "\"\\u0061\"", "\"__proto__\"", "\"toJSON\"",
                "\"constructor\"", "\"café\"", "\"cafe\u{301}\"", "\"cr\\u0065atedAt\"",
            ].randomElement(using: &random) ?? ""
        default: string()
        }
    }

    private mutating func string() -> String {
        var text = "\""
        for _ in 0..<Int.random(in: 0..<12, using: &random) {
            switch Int.random(in: 0..<12, using: &random) {
            case 0:
                text += ["\\n", "\\t", "\\b", "\\f", "\\r", "\\\"", "\\\\", "\\/"].randomElement(using: &random) ?? ""
            case 1: text += "\\u" + hex(Int.random(in: 0..<0x100, using: &random))
            case 2: text += "\\u" + hex(Int.random(in: 0..<0x10000, using: &random))
            case 3: text += "\\u" + hex(Int.random(in: 0xD800..<0xE000, using: &random))
            case 4:
                text += "\\u" + hex(Int.random(in: 0xD800..<0xDC00, using: &random))
                text += "\\u" + hex(Int.random(in: 0xDC00..<0xE000, using: &random))
            case 5:
                text += ["é", "สวัสดี", "🌍", "\u{2028}", "\u{7f}", "\u{10FFFF}", "ß"].randomElement(using: &random) ?? ""
            case 6: text += "/"
            default: text += ["hello", " ", "a", "0123456789", "{", "]", ",", ":"].randomElement(using: &random) ?? ""
            }
        }
        return text + "\""
    }

    private mutating func hex(_ value: Int) -> String {
        let digits = String(value, radix: 16, uppercase: Bool.random(using: &random))
        return String(repeating: "0", count: 4 - digits.count) + digits
    }

    private mutating func number() -> String {
        switch Int.random(in: 0..<8, using: &random) {
        case 0: String(Int.random(in: -1000...1000, using: &random))
        case 1: String(Int64(bitPattern: random.next()))
        case 2: "\(Int.random(in: -99...99, using: &random)).\(Int.random(in: 0...9999, using: &random))"
        case 3: "0.\(String(repeating: "0", count: Int.random(in: 0...9, using: &random)))\(random.next() % 100_000)"
        case 4: "\(random.next() % 1000)e\(Int.random(in: -30...30, using: &random))"
        case 5: "-\(random.next() % 10).\(random.next())E+\(Int.random(in: 0...200, using: &random))"
        case 6:
            [
                "0", "-0", "-0.0", "1.0", "1e21", "1e20", "1E-7", "0.000001", "9007199254740993", "5e-324", "1e-400",
                "123456789012345678901234567890", "0e9", "100", "1.10", "4.35", "0.1", "1.7976931348623157e308",
            ].randomElement(using: &random) ?? ""
        default: finite().description
        }
    }

    private mutating func finite() -> Double {
        while true {
            let value = Double(bitPattern: random.next())
            if value.isFinite { return value }
        }
    }
}

/// Asks node what JavaScript makes of documents.
enum Node {
    static let path = ["/usr/bin/node", "/usr/local/bin/node"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    /// `JSON.stringify(JSON.parse(line))` for each line; nil where it throws.
    static func canonicalized(_ lines: [[UInt8]]) throws -> [String?] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let input = folder.appendingPathComponent("in")
        let output = folder.appendingPathComponent("out")
        try Data(lines.joined(separator: [0x0A])).write(to: input)
        let script = """
            const fs = require('fs'); const [from, to] = process.argv.slice(1);
            const lines = fs.readFileSync(from, 'utf8').split('\\n');
            fs.writeFileSync(to, lines.map(l => {
                try { return JSON.stringify(JSON.parse(l)) } catch { return '!' }
            }).join('\\n'));
            """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path ?? "")
        process.arguments = ["-e", script, input.path, output.path]
        try process.run()
        process.waitUntilExit()
        let text = String(decoding: try Data(contentsOf: output), as: UTF8.self)
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { $0 == "!" ? nil : String($0) }
    }
}

func canonical(_ text: String) throws(JSONError) -> String {
    String(decoding: try JSONCanonicalizer.canonicalize(Array(text.utf8)), as: UTF8.self)
}
