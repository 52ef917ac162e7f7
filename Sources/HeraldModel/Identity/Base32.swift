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

    static func decode(_ text: some Collection<UInt8>, after prefix: String) -> Int64? {
        guard text.count == prefix.utf8.count + 1 + width, text.starts(with: prefix.utf8) else { return nil }
        let rest = text.dropFirst(prefix.utf8.count)
        guard rest.first == UInt8(ascii: "_") else { return nil }
        var value: UInt64 = 0
        for byte in rest.dropFirst() {
            guard let digit = alphabet.firstIndex(of: byte) else { return nil }
            // 13 digits hold 65 bits; the first may therefore carry three bits at most.
            guard value < 1 << 59 else { return nil }
            value = value << 5 | UInt64(digit)
        }
        return value <= UInt64(Int64.max) ? Int64(value) : nil
    }
}
