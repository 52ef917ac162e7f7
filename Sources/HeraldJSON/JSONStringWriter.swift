/// Writes JSON string literals the way JavaScript's `JSON.stringify` does: only what must be escaped is escaped.
public enum JSONStringWriter {
    /// Appends `text` with its quotes.
    public static func append(_ text: String, to output: inout [UInt8]) {
        var text = text
        text.withUTF8 { append(utf8: $0, to: &output) }
    }

    /// Appends the text with its quotes. The bytes must be UTF-8; they are not checked.
    public static func append(utf8 bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        output.append(0x22)
        appendContent(utf8: bytes, to: &output)
        output.append(0x22)
    }

    /// Appends the text without quotes. The bytes must be UTF-8; they are not checked.
    public static func appendContent(utf8 bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        var start = 0
        for (index, byte) in bytes.enumerated() where byte < 0x20 || byte == 0x22 || byte == 0x5C {
            output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
            appendEscape(of: byte, to: &output)
            start = index + 1
        }
        output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
    }

    /// Appends the escape of a quote, a backslash or a control character.
    static func appendEscape(of byte: UInt8, to output: inout [UInt8]) {
        output.append(0x5C)
        switch byte {
        case 0x08: output.append(UInt8(ascii: "b"))
        case 0x09: output.append(UInt8(ascii: "t"))
        case 0x0A: output.append(UInt8(ascii: "n"))
        case 0x0C: output.append(UInt8(ascii: "f"))
        case 0x0D: output.append(UInt8(ascii: "r"))
        case 0..<0x20: appendUnit(UInt32(byte), to: &output)
        default: output.append(byte)
        }
    }

    /// Appends `u` and four lower-case hex digits.
    public static func appendUnit(_ unit: UInt32, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "u"))
        for shift: UInt32 in [12, 8, 4, 0] {
            let digit = UInt8(truncatingIfNeeded: unit >> shift & 0xF)
            output.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
        }
    }
}
