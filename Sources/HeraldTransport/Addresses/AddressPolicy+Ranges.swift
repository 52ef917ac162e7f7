import HeraldModel

extension AddressPolicy {
    /// A range nothing may be sent to, and why.
    struct ForbiddenRange: Sendable {
        let range: CIDR
        let reason: String
    }

    static func forbiddenRange(of address: IPAddress) -> ForbiddenRange? {
        switch address {
        case .v4: rangesV4.first { $0.range.contains(address) }
        case .v6:
            rangesV6.first { $0.range.contains(address) } ?? (globalUnicast.contains(address) ? nil : outsideUnicast)
        }
    }

    /// The IANA special-purpose registry, multicast and the reserved class E.
    private static let rangesV4: [ForbiddenRange] = [
        v4(0, 0, 0, 0, 8, "this network"),
        v4(10, 0, 0, 0, 8, "private"),
        v4(100, 64, 0, 0, 10, "carrier-grade NAT"),
        v4(127, 0, 0, 0, 8, "loopback"),
        v4(169, 254, 0, 0, 16, "link-local"),
        v4(172, 16, 0, 0, 12, "private"),
        v4(192, 0, 0, 0, 24, "protocol assignments"),
        v4(192, 0, 2, 0, 24, "documentation"),
        v4(192, 31, 196, 0, 24, "AS112"),
        v4(192, 52, 193, 0, 24, "AMT"),
        v4(192, 88, 99, 0, 24, "6to4 relay"),
        v4(192, 168, 0, 0, 16, "private"),
        v4(192, 175, 48, 0, 24, "AS112"),
        v4(198, 18, 0, 0, 15, "benchmarking"),
        v4(198, 51, 100, 0, 24, "documentation"),
        v4(203, 0, 113, 0, 24, "documentation"),
        v4(224, 0, 0, 0, 4, "multicast"),
        v4(255, 255, 255, 255, 32, "broadcast"),
        v4(240, 0, 0, 0, 4, "reserved"),
    ]

    /// The same for IPv6; narrower ranges first so that the reason is the closest one.
    private static let rangesV6: [ForbiddenRange] = [
        v6(0, 0, 128, "unspecified"),
        v6(0, 1, 128, "loopback"),
        v6(0, 0, 96, "IPv4-compatible"),
        v6(0, 0x0000_FFFF_0000_0000, 96, "IPv4-mapped"),
        v6(0, 0xFFFF_0000_0000_0000, 96, "IPv4-translated"),
        v6(0x0064_FF9B_0000_0000, 0, 96, "NAT64"),
        v6(0x0064_FF9B_0001_0000, 0, 48, "NAT64"),
        v6(0x0100_0000_0000_0000, 0, 64, "discard"),
        v6(0x0100_0000_0000_0001, 0, 64, "dummy prefix"),
        v6(0x2001_0000_0000_0000, 0, 32, "Teredo"),
        v6(0x2001_0010_0000_0000, 0, 28, "ORCHID"),
        v6(0x2001_0020_0000_0000, 0, 28, "ORCHID"),
        v6(0x2001_0000_0000_0000, 0, 23, "protocol assignments"),
        v6(0x2001_0DB8_0000_0000, 0, 32, "documentation"),
        v6(0x2002_0000_0000_0000, 0, 16, "6to4"),
        v6(0x3FFF_0000_0000_0000, 0, 20, "documentation"),
        v6(0x5F00_0000_0000_0000, 0, 16, "segment routing"),
        v6(0xFC00_0000_0000_0000, 0, 7, "unique local"),
        v6(0xFE80_0000_0000_0000, 0, 10, "link-local"),
        v6(0xFEC0_0000_0000_0000, 0, 10, "site-local"),
        v6(0xFF00_0000_0000_0000, 0, 8, "multicast"),
    ]

    /// The only part of IPv6 that IANA hands out as global unicast space.
    private static let globalUnicast = CIDR(unchecked: .v6(high: 0x2000_0000_0000_0000, low: 0), 3)
    private static let outsideUnicast = v6(0, 0, 0, "not global unicast")

    private static func v4(
        _ first: UInt32, _ second: UInt32, _ third: UInt32, _ fourth: UInt32, _ length: Int, _ reason: String
    ) -> ForbiddenRange {
        let base = IPAddress.v4(first << 24 | second << 16 | third << 8 | fourth)
        return ForbiddenRange(range: CIDR(unchecked: base, length), reason: reason)
    }

    private static func v6(_ high: UInt64, _ low: UInt64, _ length: Int, _ reason: String) -> ForbiddenRange {
        ForbiddenRange(range: CIDR(unchecked: .v6(high: high, low: low), length), reason: reason)
    }
}
