/// Writes bytes as text: base64 (standard alphabet, padded) and lower-case hexadecimal.
public enum ByteText {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let digits = Array("0123456789abcdef".utf8)

    /// Appends `bytes` in base64: four characters for three bytes, filled up with `=`.
    public static func appendBase64(_ bytes: UnsafeRawBufferPointer, to output: inout [UInt8]) {
        var index = 0
        while index &+ 3 <= bytes.count {
            let group = UInt32(bytes[index]) << 16 | UInt32(bytes[index &+ 1]) << 8 | UInt32(bytes[index &+ 2])
            for shift: UInt32 in [18, 12, 6, 0] { output.append(alphabet[Int(group >> shift & 63)]) }
            index &+= 3
        }
        let rest = bytes.count &- index
        guard rest > 0 else { return }
        let group = UInt32(bytes[index]) << 16 | (rest == 2 ? UInt32(bytes[index &+ 1]) << 8 : 0)
        output.append(alphabet[Int(group >> 18)])
        output.append(alphabet[Int(group >> 12 & 63)])
        output.append(rest == 2 ? alphabet[Int(group >> 6 & 63)] : UInt8(ascii: "="))
        output.append(UInt8(ascii: "="))
    }

    /// Appends `bytes` in lower-case hexadecimal: two characters for each byte.
    public static func appendHex(_ bytes: UnsafeRawBufferPointer, to output: inout [UInt8]) {
        for byte in bytes {
            output.append(digits[Int(byte >> 4)])
            output.append(digits[Int(byte & 15)])
        }
    }
}
