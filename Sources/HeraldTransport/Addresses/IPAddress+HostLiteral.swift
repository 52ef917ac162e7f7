public import HeraldModel

extension IPAddress {
    /// Recognises every notation of an address that some resolver accepts in place of a host name.
    ///
    /// Beyond the strict forms: one to three numbers (`127.1`), hexadecimal and octal numbers (`0x7f.1`, `0177.0.0.1`),
    /// one big number (`2130706433`), a trailing dot, brackets, and an IPv6 zone (which is cut off).
    public init?(hostLiteral: String) {
        let literal = HostLiteral(hostLiteral)
        guard let address = literal.address else { return nil }
        self = address
    }
}

/// A host looked at as an address literal.
struct HostLiteral {
    /// The address it stands for.
    let address: IPAddress?
    /// Whether an IPv6 zone (`%eth0`) was cut off.
    let hasZone: Bool
    /// Whether only an address can be meant, so that a nil ``address`` is a mistake or a trick, not a name.
    let mustBeAddress: Bool

    init(_ host: String) {
        var bytes = Array(host.utf8)[...]
        let isBracketed = bytes.first == UInt8(ascii: "[") && bytes.last == UInt8(ascii: "]") && bytes.count > 1
        if isBracketed { bytes = bytes.dropFirst().dropLast() }
        if bytes.contains(UInt8(ascii: ":")) {
            let digits = bytes.prefix { $0 != UInt8(ascii: "%") }
            address = IPAddress.parseV6(Array(digits))
            hasZone = digits.count < bytes.count
            mustBeAddress = true
            return
        }
        hasZone = false
        if bytes.last == UInt8(ascii: ".") { bytes = bytes.dropLast() }
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        address = isBracketed ? nil : Self.parseV4(parts)
        mustBeAddress = isBracketed || Self.isNumeric(parts.last)
    }

    /// The rules of the C library's `inet_aton`: the last number fills all bytes the others leave.
    private static func parseV4(_ parts: [ArraySlice<UInt8>]) -> IPAddress? {
        guard (1...4).contains(parts.count) else { return nil }
        var bits: UInt64 = 0
        for (index, part) in parts.enumerated() {
            guard let number = IPv4Number.parseAnyRadix(part) else { return nil }
            let width = index == parts.count - 1 ? 8 * (4 - index) : 8
            guard number >> UInt64(width) == 0 else { return nil }
            bits = bits << UInt64(width) | number
        }
        return .v4(UInt32(bits))
    }

    /// No top-level domain is a number, so a last label that is one marks a (possibly broken) address.
    private static func isNumeric(_ label: ArraySlice<UInt8>?) -> Bool {
        guard let label, !label.isEmpty else { return false }
        return label.allSatisfy { (0x30...0x39).contains($0) } || IPv4Number.parseAnyRadix(label) != nil
    }
}
