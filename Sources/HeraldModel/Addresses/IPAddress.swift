/// An IPv4 or IPv6 address as a number.
///
/// An IPv4 address mapped into IPv6 (`::ffff:10.0.0.1`) stays an IPv6 value; ``embeddedIPv4`` looks inside.
public enum IPAddress: Hashable, Sendable {
    case v4(UInt32)
    /// The first and the last 64 bits.
    case v6(high: UInt64, low: UInt64)

    /// Reads an address from its 4 or 16 bytes in network order.
    public init?(bytes: some Collection<UInt8>) {
        switch bytes.count {
        case 4: self = .v4(UInt32(Self.number(bytes[...])))
        case 16: self = .v6(high: Self.number(bytes.prefix(8)), low: Self.number(bytes.suffix(8)))
        default: return nil
        }
    }

    private static func number(_ bytes: some Collection<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The bytes in network order, 4 or 16.
    public var bytes: [UInt8] {
        switch self {
        case .v4(let bits):
            (0..<4).map { UInt8(truncatingIfNeeded: bits >> (24 - 8 * $0)) }
        case .v6(let high, let low):
            [high, low].flatMap { half in (0..<8).map { UInt8(truncatingIfNeeded: half >> (56 - 8 * $0)) } }
        }
    }

    /// The address inside an IPv4-mapped one (`::ffff:0:0/96`).
    public var embeddedIPv4: IPAddress? {
        guard case .v6(high: 0, let low) = self, low >> 32 == 0xFFFF else { return nil }
        return .v4(UInt32(truncatingIfNeeded: low))
    }
}
