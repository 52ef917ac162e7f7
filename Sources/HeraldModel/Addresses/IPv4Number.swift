/// The numbers inside IPv4 notations.
package enum IPv4Number {
    /// Reads digits only: no sign, no blank, at least one digit, nothing above 32 bits.
    package static func parse(_ digits: some Collection<UInt8>, radix: UInt64) -> UInt64? {
        guard !digits.isEmpty else { return nil }
        var number: UInt64 = 0
        for byte in digits {
            guard let digit = value(of: byte), digit < radix else { return nil }
            number = number * radix + digit
            guard number <= UInt64(UInt32.max) else { return nil }
        }
        return number
    }

    /// Reads decimal, `0x` hexadecimal and `0` octal numbers, as resolvers do.
    package static func parseAnyRadix(_ digits: some Collection<UInt8>) -> UInt64? {
        guard digits.first == UInt8(ascii: "0"), digits.count > 1 else { return parse(digits, radix: 10) }
        let rest = digits.dropFirst()
        guard let mark = rest.first, mark | 0x20 == UInt8(ascii: "x") else { return parse(rest, radix: 8) }
        // A bare "0x" is zero to some readers.
        return rest.count == 1 ? 0 : parse(rest.dropFirst(), radix: 16)
    }

    private static func value(of byte: UInt8) -> UInt64? {
        switch byte {
        case 0x30...0x39: UInt64(byte - 0x30)
        case 0x41...0x46: UInt64(byte - 0x41 + 10)
        case 0x61...0x66: UInt64(byte - 0x61 + 10)
        default: nil
        }
    }
}
