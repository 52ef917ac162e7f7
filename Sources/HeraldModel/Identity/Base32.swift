/// Fixed-width Crockford base 32 for 63-bit keys: thirteen digits, lower case, order-preserving.
enum Base32 {
    static let width = 13
    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    static func encode(_ value: Int64, prefix: String) -> String {
        let letters = prefix.utf8
        return String(unsafeUninitializedCapacity: letters.count + 1 + width) { buffer in
            var at = 0
            for byte in letters {
                buffer[at] = byte
                at += 1
            }
            buffer[at] = UInt8(ascii: "_")
            var rest = UInt64(bitPattern: value)
            for position in stride(from: at + width, to: at, by: -1) {
                buffer[position] = alphabet[Int(rest & 31)]
                rest >>= 5
            }
            return at + 1 + width
        }
    }

    static func decode(_ text: some StringProtocol, after prefix: String) -> Int64? {
        let bytes = text.utf8
        guard bytes.count == prefix.utf8.count + 1 + width else { return nil }
        return bytes.withContiguousStorageIfAvailable { decode($0, after: prefix) }
            ?? Array(bytes).withUnsafeBufferPointer { decode($0, after: prefix) }
    }

    private static func decode(_ bytes: UnsafeBufferPointer<UInt8>, after prefix: String) -> Int64? {
        let start = prefix.utf8.count
        guard bytes[..<start].elementsEqual(prefix.utf8), bytes[start] == UInt8(ascii: "_") else { return nil }
        var value: UInt64 = 0
        for byte in bytes[(start + 1)...] {
            let digit = digits[Int(byte)]
            // 13 digits hold 65 bits; the first may therefore carry three bits at most.
            guard digit < 32, value < 1 << 59 else { return nil }
            value = value << 5 | UInt64(digit)
        }
        return value <= UInt64(Int64.max) ? Int64(value) : nil
    }

    /// The value of each byte as a digit; 255 for those that are none.
    private static let digits: [UInt8] = {
        var digits = [UInt8](repeating: 255, count: 256)
        for (value, byte) in alphabet.enumerated() { digits[Int(byte)] = UInt8(value) }
        return digits
    }()
}
