/// Unguessable text from the system's randomness.
enum RandomToken {
    /// So many random bytes in hexadecimal.
    static func hex(bytes count: Int) -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).reduce(into: "") { text, _ in
            let byte = UInt8.random(in: .min ... .max, using: &generator)
            text += (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
    }
}
