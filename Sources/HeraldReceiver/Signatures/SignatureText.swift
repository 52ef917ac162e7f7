/// Turns the text of a signature into its 32 bytes.
enum SignatureText {
    /// Reads base64 strictly (standard alphabet, padded, no stray bits) and, when allowed, hexadecimal.
    static func decode(_ text: String, acceptsHex: Bool) -> Result<[UInt8], Rejection.MalformedSignature> {
        let text = trimmed(Array(text.utf8))
        if text.count == 64, let bytes = decodeHex(text) {
            return acceptsHex ? .success(bytes) : .failure(.hexadecimal)
        }
        guard text.count == 44 else { return .failure(.wrongLength) }
        guard let bytes = decodeBase64(text) else { return .failure(.notBase64) }
        return .success(bytes)
    }

    /// The lower-case hexadecimal form of bytes.
    static func hex(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// Optional whitespace around a header's value is not part of it.
    private static func trimmed(_ text: [UInt8]) -> ArraySlice<UInt8> {
        let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        var slice = text.drop(while: isBlank)
        while let last = slice.last, isBlank(last) { slice.removeLast() }
        return slice
    }

    private static func decodeHex(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        var high: UInt8?
        for byte in text {
            let digit: UInt8
            switch byte {
            case 0x30...0x39: digit = byte - 0x30
            case 0x41...0x46: digit = byte - 0x37
            case 0x61...0x66: digit = byte - 0x57
            default: return nil
            }
            if let first = high {
                bytes.append(first << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        return bytes
    }

    /// 43 digits of six bits and one `=`: 32 bytes and two bits that must be zero.
    private static func decodeBase64(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard text.last == UInt8(ascii: "=") else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        var bits: UInt32 = 0
        var count = 0
        for byte in text.dropLast() {
            let digit: UInt8
            switch byte {
            case 0x41...0x5A: digit = byte - 0x41
            case 0x61...0x7A: digit = byte - 0x47
            case 0x30...0x39: digit = byte + 4
            case UInt8(ascii: "+"): digit = 62
            case UInt8(ascii: "/"): digit = 63
            default: return nil
            }
            bits = bits << 6 | UInt32(digit)
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return bits & 0b11 == 0 ? bytes : nil
    }
}
