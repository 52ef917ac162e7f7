import HeraldJSON

/// Writes canonical JSON the way Python's `ujson` prints: ASCII only, with `/` escaped (`reference/sendbird.md` §2.2).
enum EscapedJSON {
    /// Appends the document at `range`. The bytes must be UTF-8; a `/` or a byte outside ASCII then stands in a string.
    static func append(_ bytes: [UInt8], _ range: Range<Int>, to output: inout [UInt8]) {
        bytes.withUnsafeBufferPointer { append(UnsafeBufferPointer(rebasing: $0[range]), to: &output) }
    }

    private static func append(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        var start = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            guard byte >= 0x80 || byte == UInt8(ascii: "/") else {
                index += 1
                continue
            }
            output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
            if byte == UInt8(ascii: "/") {
                output.append(contentsOf: [UInt8(ascii: "\\"), byte])
                index += 1
            } else {
                let (scalar, length) = scalar(at: index, in: bytes)
                for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
                    output.append(UInt8(ascii: "\\"))
                    JSONStringWriter.appendUnit(UInt32(unit), to: &output)
                }
                index += length
            }
            start = index
        }
        output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
    }

    /// The scalar that starts at a byte outside ASCII.
    private static func scalar(at index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> (Unicode.Scalar, length: Int) {
        let length = bytes[index] >= 0xF0 ? 4 : bytes[index] >= 0xE0 ? 3 : 2
        var value = UInt32(bytes[index]) & (length == 4 ? 0x07 : length == 3 ? 0x0F : 0x1F)
        for next in bytes[(index + 1)..<min(index + length, bytes.count)] { value = value << 6 | UInt32(next & 0x3F) }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }
}
