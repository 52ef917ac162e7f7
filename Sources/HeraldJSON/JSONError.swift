/// Why bytes are not the JSON that was asked for, and where.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public let code: Code
    /// The place of the first offending byte, counted from 0.
    public let byteOffset: Int

    /// The stable name of what is wrong.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// The document stops in the middle of a value.
        case unexpectedEnd
        /// A byte that cannot stand here.
        case unexpectedByte
        /// A word other than `true`, `false` and `null`.
        case invalidLiteral
        /// A number that breaks the grammar.
        case invalidNumber
        /// A number with needless zeros in front.
        case leadingZero
        /// A number no double can hold.
        case numberOutOfRange
        /// A raw control character inside a string.
        case controlCharacter
        /// A backslash followed by something else than an escape.
        case invalidEscape
        /// Bytes inside a string that are not UTF-8.
        case invalidUTF8
        /// More nested arrays and objects than allowed.
        case tooDeep
        /// Something follows the value.
        case trailingBytes
        /// A JSON pointer that breaks RFC 6901.
        case invalidPointer
    }

    /// Describes a fault at a byte.
    public init(_ code: Code, at byteOffset: Int) {
        self.code = code
        self.byteOffset = byteOffset
    }

    /// Where and what, with the remedy. Shows nothing of the document.
    public var description: String { "byte \(byteOffset): \(remedy)" }

    /// What is wrong and what to do about it, in words.
    public var remedy: String {
        switch code {
        case .unexpectedEnd: "the document ends too early; send it completely, with every bracket and quote closed"
        case .unexpectedByte: "unexpected character; check for a missing comma, colon or quote, or a comma too many"
        case .invalidLiteral: "unknown word; JSON knows only true, false and null, in lower case"
        case .invalidNumber: "malformed number; write digits, then optionally a fraction and an exponent"
        case .leadingZero: "a number must not start with needless zeros; remove them or make it a string"
        case .numberOutOfRange: "the number is too large for a double; make it a string"
        case .controlCharacter: "a raw control character inside a string; escape it, such as \\n or \\u0000"
        case .invalidEscape: "unknown escape; use \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u and four hex digits"
        case .invalidUTF8: "bytes that are not UTF-8; encode the document as UTF-8"
        case .tooDeep: "arrays and objects are nested too deeply; flatten the document"
        case .trailingBytes: "something follows the JSON value; send exactly one value"
        case .invalidPointer: "not a JSON pointer; start with / and write ~ as ~0 and / inside a key as ~1"
        }
    }

    /// Line and column of the fault, both counted from 1; a column is a byte.
    public func position(in bytes: some Collection<UInt8>) -> (line: Int, column: Int) {
        var line = 1
        var column = 1
        for byte in bytes.prefix(byteOffset) {
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else {
                column += 1
            }
        }
        return (line, column)
    }
}
