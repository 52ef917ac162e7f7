/// Writes canonical JSON with more escapes than it needs.
enum EscapedJSON {
    /// Writes `/` as `\/` and, when asked, every character outside ASCII as `\uXXXX` in lower case.
    ///
    /// Both stand only inside strings of a canonical document, so no parsing is needed.
    static func escape(_ canonical: [UInt8], unicode: Bool) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(canonical.count + 64)
        guard unicode else {
            for byte in canonical {
                if byte == UInt8(ascii: "/") { output.append(UInt8(ascii: "\\")) }
                output.append(byte)
            }
            return output
        }
        for unit in String(decoding: canonical, as: UTF8.self).utf16 {
            switch unit {
            case 0x2F: output.append(contentsOf: "\\/".utf8)
            case 0..<0x80: output.append(UInt8(unit))
            default:
                output.append(contentsOf: "\\u".utf8)
                output.append(contentsOf: SignatureText.hex([UInt8(unit >> 8), UInt8(unit & 0xFF)]).utf8)
            }
        }
        return output
    }
}
