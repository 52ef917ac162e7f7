public import HeraldModel

/// A delivery's id in the form of a UUID, for dialects whose receivers expect one.
///
/// Computed from delivery and network, so that it needs no place in the store and every attempt carries the same. It
/// claims to be of version 4, as receivers expect; 122 bits are spread over it by SplitMix64's mixing.
public struct DeliveryUUID: Hashable, Sendable, CustomStringConvertible {
    /// The first eight bytes.
    public let high: UInt64
    /// The last eight bytes.
    public let low: UInt64

    /// The UUID of a delivery.
    public init(delivery: DeliveryID, network: NetworkID) {
        let first = Self.mixed(UInt64(bitPattern: delivery.rawValue))
        let second = Self.mixed(first ^ UInt64(bitPattern: network.rawValue))
        high = first & ~0xF000 | 0x4000
        low = second & ~(0b11 << 62) | 0b10 << 62
    }

    /// The text form, lower case.
    public var description: String {
        var text: [UInt8] = []
        text.reserveCapacity(36)
        append(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends the text form: 36 ASCII bytes.
    public func append(to output: inout [UInt8]) {
        for nibble in 0..<32 {
            if [8, 12, 16, 20].contains(nibble) { output.append(UInt8(ascii: "-")) }
            let word = nibble < 16 ? high : low
            let digit = UInt8(truncatingIfNeeded: word >> UInt64(60 - nibble % 16 * 4) & 0xF)
            output.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
        }
    }

    /// The finalizer of SplitMix64: a permutation of 64 bits.
    private static func mixed(_ value: UInt64) -> UInt64 {
        var word = value &+ 0x9E37_79B9_7F4A_7C15
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }
}
