import HeraldJSON
import Testing

@Suite struct JSONCanonicalizerTests {
    @Test(arguments: [
        (#"{"b":1.0,"10":2,"2":3,"u":"a/b é"}"#, #"{"2":3,"10":2,"b":1,"u":"a/b é"}"#),
        (" [ 1 , 2 ]\r\n", "[1,2]"),
        ("{ \"a\" : { } , \"b\" : [ ] }", #"{"a":{},"b":[]}"#),
        (#"{"a":1,"b":2,"a":3}"#, #"{"a":3,"b":2}"#),
        (#"{"a":1,"\u0061":{"x":[1,2]},"c":0}"#, #"{"a":{"x":[1,2]},"c":0}"#),
        (#"{"x":{"1":1,"0":{"b":0,"1":0}},"0":9}"#, #"{"0":9,"x":{"0":{"1":0,"b":0},"1":1}}"#),
        (#"{"4294967295":1,"4294967294":2,"01":3,"-1":4}"#, #"{"4294967294":2,"4294967295":1,"01":3,"-1":4}"#),
        (#"{"1":1,"2":2,"a":3}"#, #"{"1":1,"2":2,"a":3}"#),
        (#"{"\u0032":2,"\u0031":1}"#, #"{"1":1,"2":2}"#),
        (#"{"caf\u00e9":1,"cafe\u0301":2,"café":3}"#, "{\"caf\u{e9}\":3,\"cafe\u{301}\":2}"),
        (
            #"["\/","\u002F","\u0022","\u005c","\u0008","\u001F","\u007f"]"#,
            "[\"/\",\"/\",\"\\\"\",\"\\\\\",\"\\b\",\"\\u001f\",\"\u{7f}\"]"
        ),
        (
            #"["\ud83c\udf0d","\uD83C","\udf0d\uD83C","\ud83c\ud83c\udf0d"]"#,
            #"["🌍","\ud83c","\udf0d\ud83c","\ud83c🌍"]"#
        ),
        (#""\ud83c\n""#, #""\ud83c\n""#),
        ("true", "true"), ("\tnull", "null"), ("false ", "false"), (#""""#, #""""#), ("{}", "{}"),
    ])
    func writesWhatJavaScriptWrites(input: String, expected: String) throws {
        #expect(try canonical(input) == expected)
        #expect(try canonical(expected) == expected)
    }

    @Test(arguments: [
        ("1.0", "1"), ("-0", "0"), ("-0.0", "0"), ("0", "0"), ("-1", "-1"), ("1e21", "1e+21"),
        ("1e20", "100000000000000000000"),
        ("1e-7", "1e-7"), ("0.0000001", "1e-7"), ("0.000001", "0.000001"), ("1E-6", "0.000001"), ("0.1", "0.1"),
        ("1.10", "1.1"), ("9007199254740993", "9007199254740992"), ("9007199254740991", "9007199254740991"),
        ("123456789012345", "123456789012345"), ("12345678901234567890", "12345678901234567000"),
        ("4.35", "4.35"), ("1.7976931348623157e308", "1.7976931348623157e+308"), ("5e-324", "5e-324"), ("1e-400", "0"),
        ("0.30000000000000004", "0.30000000000000004"), ("-1.5e-10", "-1.5e-10"), ("123e-2", "1.23"), ("0e5", "0"),
        ("100", "100"), ("1e2", "100"), ("999999999999999999999", "1e+21"), ("0.00001234", "0.00001234"),
        ("123456.789", "123456.789"), ("2.5", "2.5"), ("1234567890.1234567", "1234567890.1234567"),
    ])
    func printsNumbersAsJavaScript(input: String, expected: String) throws {
        #expect(try canonical(input) == expected)
    }

    @Test(arguments: [
        ("", JSONError.Code.unexpectedEnd, 0), ("  ", .unexpectedEnd, 2), ("[1,]", .unexpectedByte, 3),
        ("{\"a\":1,}", .unexpectedByte, 7), ("{a:1}", .unexpectedByte, 1), ("{\"a\" 1}", .unexpectedByte, 5),
        ("[1 2]", .unexpectedByte, 3), ("[1}", .unexpectedByte, 2), ("{\"a\":1]", .unexpectedByte, 6),
        ("[,1]", .unexpectedByte, 1),
        ("1 2", .trailingBytes, 2), ("{}x", .trailingBytes, 2), ("[", .unexpectedEnd, 1),
        ("{\"a\":", .unexpectedEnd, 5),
        ("\"abc", .unexpectedEnd, 4), ("\"a\\", .unexpectedEnd, 3), ("\"\\u12", .unexpectedEnd, 5),
        ("tru", .unexpectedEnd, 3),
        ("trux", .invalidLiteral, 0), ("NaN", .invalidLiteral, 0), ("[Infinity]", .invalidLiteral, 1),
        ("undefined", .invalidLiteral, 0),
        ("01", .leadingZero, 0), ("-01", .leadingZero, 1), ("-", .unexpectedEnd, 1), ("-a", .invalidNumber, 1),
        ("1.", .unexpectedEnd, 2),
        ("[1.]", .invalidNumber, 3), (".5", .unexpectedByte, 0), ("+1", .unexpectedByte, 0),
        ("[1e]", .invalidNumber, 3),
        ("1e400", .numberOutOfRange, 0), ("[-1e400]", .numberOutOfRange, 1), ("0x10", .trailingBytes, 1),
        ("\"a\nb\"", .controlCharacter, 2), ("\"\u{0}\"", .controlCharacter, 1), ("\"\\x\"", .invalidEscape, 1),
        ("\"\\u12g4\"", .invalidEscape, 1), ("'a'", .unexpectedByte, 0), ("\u{FEFF}{}", .unexpectedByte, 0),
        ("// a\n1", .unexpectedByte, 0),
    ])
    func refuses(input: String, code: JSONError.Code, offset: Int) {
        #expect(throws: JSONError(code, at: offset)) { try canonical(input) }
        if code != .numberOutOfRange {
            #expect(throws: JSONError(code, at: offset)) { try JSONValue(parsing: input) }
        }
    }

    @Test(
        arguments: [
            [0x80], [0xC0, 0xAF], [0xC1, 0x81], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0xAF], [0xE2, 0x82],
            [0xED, 0xA0, 0x80],
            [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x9F, 0x8C], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF],
            [0xE1, 0x80, 0x22], [0xF1, 0x80, 0x80, 0xC0],
        ] as [[UInt8]])
    func refusesBytesThatAreNotUTF8(bytes: [UInt8]) {
        for padding in [0, 7, 8, 20] {
            let document = [0x22] + [UInt8](repeating: 0x61, count: padding) + bytes + [0x22]
            let expected = JSONError(.invalidUTF8, at: 1 + padding)
            #expect(throws: expected) { try JSONCanonicalizer.canonicalize(document) }
            #expect(throws: expected) { try JSONValue(parsing: document) }
        }
    }

    @Test func limitsDepth() throws {
        let allowed = String(repeating: "[", count: 128) + String(repeating: "]", count: 128)
        #expect(try canonical(allowed) == allowed)
        #expect(throws: JSONError(.tooDeep, at: 128)) { try canonical("[" + allowed + "]") }
        #expect(throws: JSONError(.tooDeep, at: 128)) { try JSONValue(parsing: "[" + allowed + "]") }
        let bottomless = [UInt8](repeating: UInt8(ascii: "["), count: 2_000_000)
        #expect(throws: JSONError(.unexpectedEnd, at: bottomless.count)) {
            try JSONCanonicalizer.canonicalize(bottomless, maxDepth: .max)
        }
    }

    @Test func appendsAndLeavesTheOutputAloneOnError() throws {
        var output = Array("x".utf8)
        try Array("[ 1 ]".utf8).withUnsafeBufferPointer { input throws(JSONError) in
            try JSONCanonicalizer.canonicalize(input, into: &output)
        }
        #expect(output == Array("x[1]".utf8))
        #expect(throws: JSONError.self) {
            try Array("[ 1.0, 2".utf8).withUnsafeBufferPointer { input throws(JSONError) in
                try JSONCanonicalizer.canonicalize(input, into: &output)
            }
        }
        #expect(output == Array("x[1]".utf8))
    }

    @Test func ordersBigObjects() throws {
        var random = SeededGenerator(seed: 7)
        let keys = (0..<3000).map { _ in UInt32.random(in: 0..<2000, using: &random) }
        var last: [UInt32: Int] = [:]
        for (place, key) in keys.enumerated() { last[key] = place }
        let numbered = "{" + keys.enumerated().map { "\"\($1)\" : \($0)" }.joined(separator: ",") + "}"
        let expected =
            "{" + last.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",") + "}"
        #expect(try canonical(numbered) == expected)

        // The same with a letter in front: first appearance decides.
        var seen: Set<UInt32> = []
        let order = keys.filter { seen.insert($0).inserted }
        let lettered = "{" + keys.enumerated().map { "\"k\($1)\":\($0)" }.joined(separator: ",") + "}"
        #expect(
            try canonical(lettered) == "{" + order.map { "\"k\($0)\":\(last[$0] ?? -1)" }.joined(separator: ",") + "}")
    }

    @Test func keepsKeysApartWhoseEndsAreEqual() throws {
        // Keys that differ only in their middle share a signature.
        let keys = (0..<40).map { "prefix..-\($0)-..suffix!" }
        let document = "{" + keys.map { "\"\($0)\":1" }.joined(separator: ",") + "}"
        #expect(try canonical(document) == document)
    }

    @Test(.enabled(if: Node.path != nil)) func agreesWithNode() throws {
        var generator = DocumentGenerator(random: SeededGenerator(seed: 20_260_102))
        let documents = (0..<600).map { _ in Array(generator.document().utf8) }
        let theirs = try Node.canonicalized(documents)
        #expect(theirs.count == documents.count)
        for (document, expected) in zip(documents, theirs) {
            let ours = String(decoding: try JSONCanonicalizer.canonicalize(document), as: UTF8.self)
            #expect(ours == expected, "seed 20260102, document \(String(decoding: document, as: UTF8.self))")
        }
    }

    @Test(.enabled(if: Node.path != nil)) func acceptsWhatNodeAccepts() throws {
        var generator = DocumentGenerator(random: SeededGenerator(seed: 99))
        let alphabet = Array(#"{}[],:"\/ue0123456789.-+tfn "#.utf8)
        var documents: [[UInt8]] = []
        for _ in 0..<1500 {
            var document = Array(generator.document().utf8)
            for _ in 0..<Int.random(in: 1...2, using: &generator.random) {
                let at = Int.random(in: 0..<document.count, using: &generator.random)
                // Only ASCII: node replaces broken UTF-8 before it parses.
                guard document[at] < 0x80, let byte = alphabet.randomElement(using: &generator.random) else { continue }
                switch Int.random(in: 0..<3, using: &generator.random) {
                case 0: document[at] = byte
                case 1: document.insert(byte, at: at)
                default: document.remove(at: at)
                }
                if document.isEmpty { document = [byte] }
            }
            guard String(validating: document, as: UTF8.self) != nil else { continue }
            documents.append(document)
        }
        let theirs = try Node.canonicalized(documents)
        #expect(theirs.count == documents.count)
        for (document, expected) in zip(documents, theirs) {
            let text = Comment(rawValue: String(decoding: document, as: UTF8.self))
            do {
                let ours = try JSONCanonicalizer.canonicalize(document)
                #expect(String(decoding: ours, as: UTF8.self) == expected, text)
                #expect(throws: Never.self, text) { try JSONValue(parsing: document) }
            } catch  where error.code == .numberOutOfRange {
                continue
            } catch {
                #expect(expected == nil, text)
                #expect(throws: JSONError.self, text) { try JSONValue(parsing: document) }
            }
        }
    }

    @Test func survivesBrokenDocuments() {
        var generator = DocumentGenerator(random: SeededGenerator(seed: 4))
        for _ in 0..<800 {
            var document = Array(generator.document().utf8)
            for _ in 0..<3 {
                document[Int.random(in: 0..<document.count, using: &generator.random)] = .random(
                    in: 0...255, using: &generator.random)
            }
            if Bool.random(using: &generator.random) {
                document.removeLast(Int.random(in: 0..<document.count, using: &generator.random))
            }
            for member in JSONScanner.members(of: document) {
                #expect(member.key.upperBound <= document.count && member.value.upperBound <= document.count)
                _ = JSONScanner.string(at: member.key, in: document)
            }
            _ = JSONScanner.value(at: JSONPointer(tokens: ["a", "0"]), in: document)
            let accepted = (try? JSONCanonicalizer.canonicalize(document)) != nil
            let parsed = (try? JSONValue(parsing: document)) != nil
            if accepted { #expect(parsed) }
        }
    }
}
