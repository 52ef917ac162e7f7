extension IPAddress: LosslessStringConvertible {
    /// Reads the strict notation: four decimal numbers, or IPv6 without brackets and zone.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let address = bytes.contains(UInt8(ascii: ":")) ? Self.parseV6(bytes) : Self.parseDottedQuad(bytes[...])
        else { return nil }
        self = address
    }

    private static func parseDottedQuad(_ bytes: ArraySlice<UInt8>) -> IPAddress? {
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bits: UInt32 = 0
        for part in parts {
            // A leading zero means octal to some readers and decimal to others: refused here, see `hostLiteral`.
            guard part.count == 1 || part.first != UInt8(ascii: "0"), part.count <= 3,
                let number = IPv4Number.parse(part, radix: 10), number <= 255
            else { return nil }
            bits = bits << 8 | UInt32(number)
        }
        return .v4(bits)
    }

    /// Reads IPv6 without brackets and zone.
    package static func parseV6(_ bytes: [UInt8]) -> IPAddress? {
        var rest = bytes[...]
        var groups: [UInt16] = []
        var gap: Int?
        if rest.starts(with: "::".utf8) {
            gap = 0
            rest = rest.dropFirst(2)
        }
        while !rest.isEmpty {
            let piece = rest.prefix { $0 != UInt8(ascii: ":") }
            if piece.contains(UInt8(ascii: ".")) {
                guard piece.endIndex == rest.endIndex, case .v4(let bits) = parseDottedQuad(piece) else { return nil }
                groups += [UInt16(bits >> 16), UInt16(bits & 0xFFFF)]
                break
            }
            guard piece.count <= 4, let number = IPv4Number.parse(piece, radix: 16) else { return nil }
            groups.append(UInt16(number))
            rest = rest[piece.endIndex...]
            if rest.isEmpty { break }
            rest = rest.dropFirst()
            if rest.first == UInt8(ascii: ":") {
                guard gap == nil else { return nil }
                gap = groups.count
                rest = rest.dropFirst()
            } else if rest.isEmpty {
                return nil
            }
        }
        guard let all = fill(groups, gap: gap) else { return nil }
        let half = { (part: ArraySlice<UInt16>) in part.reduce(UInt64(0)) { $0 << 16 | UInt64($1) } }
        return .v6(high: half(all[..<4]), low: half(all[4...]))
    }

    private static func fill(_ groups: [UInt16], gap: Int?) -> [UInt16]? {
        guard let gap else { return groups.count == 8 ? groups : nil }
        guard groups.count < 8 else { return nil }
        return groups[..<gap] + Array(repeating: 0, count: 8 - groups.count) + groups[gap...]
    }
}
