extension IPAddress: CustomStringConvertible {
    /// The usual notation; IPv6 as RFC 5952 recommends it.
    public var description: String {
        switch self {
        case .v4(let bits): Self.dottedQuad(bits)
        case .v6(_, let low):
            embeddedIPv4 == nil
                ? Self.compressed(groups) : "::ffff:" + Self.dottedQuad(UInt32(truncatingIfNeeded: low))
        }
    }

    private var groups: [UInt16] {
        stride(from: 0, to: bytes.count, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
    }

    private static func dottedQuad(_ bits: UInt32) -> String {
        "\(bits >> 24).\(bits >> 16 & 0xFF).\(bits >> 8 & 0xFF).\(bits & 0xFF)"
    }

    private static func compressed(_ groups: [UInt16]) -> String {
        let zeros = longestZeroRun(groups)
        let hex = { (part: ArraySlice<UInt16>) in part.map { String($0, radix: 16) }.joined(separator: ":") }
        guard zeros.count > 1 else { return hex(groups[...]) }
        return hex(groups[..<zeros.lowerBound]) + "::" + hex(groups[zeros.upperBound...])
    }

    private static func longestZeroRun(_ groups: [UInt16]) -> Range<Int> {
        var longest = 0..<0
        var start = 0
        for index in 0...groups.count where index == groups.count || groups[index] != 0 {
            if index - start > longest.count { longest = start..<index }
            start = index + 1
        }
        return longest
    }
}
