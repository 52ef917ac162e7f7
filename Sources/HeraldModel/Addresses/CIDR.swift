/// A range of addresses with a common prefix, such as `10.0.0.0/8`.
public struct CIDR: Hashable, Sendable {
    /// The first address of the range.
    public let base: IPAddress
    /// The number of leading bits all its addresses share.
    public let prefixLength: Int

    /// A range; nil when the length does not fit the family or `base` has bits beyond it (a likely typing mistake).
    public init?(base: IPAddress, prefixLength: Int) {
        guard (0...base.bytes.count * 8).contains(prefixLength) else { return nil }
        self.init(unchecked: base, prefixLength)
        let hostBits =
            switch base {
            case .v4(let bits): bits << UInt32(prefixLength) != 0
            case .v6(let high, let low):
                prefixLength < 64 ? high << UInt64(prefixLength) | low != 0 : low << UInt64(prefixLength - 64) != 0
            }
        if hostBits { return nil }
    }

    /// A range that is known to be one.
    package init(unchecked base: IPAddress, _ prefixLength: Int) {
        self.base = base
        self.prefixLength = prefixLength
    }

    /// Whether the address lies in the range. An address of the other family never does.
    public func contains(_ address: IPAddress) -> Bool {
        switch (base, address) {
        case (.v4(let range), .v4(let bits)):
            (range ^ bits) >> UInt32(32 - prefixLength) == 0
        case (.v6(let rangeHigh, let rangeLow), .v6(let high, let low)):
            if prefixLength <= 64 {
                (rangeHigh ^ high) >> UInt64(64 - prefixLength) == 0
            } else {
                rangeHigh == high && (rangeLow ^ low) >> UInt64(128 - prefixLength) == 0
            }
        default: false
        }
    }
}

extension CIDR: LosslessStringConvertible {
    /// Reads `address/length`; a bare address is a range of one.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard let base = parts.first.flatMap({ IPAddress(String($0)) }) else { return nil }
        switch parts.count {
        case 1: self.init(unchecked: base, base.bytes.count * 8)
        case 2:
            guard let length = IPv4Number.parse(parts[1].utf8, radix: 10) else { return nil }
            self.init(base: base, prefixLength: Int(length))
        default: return nil
        }
    }

    /// `address/length`
    public var description: String { "\(base)/\(prefixLength)" }
}
