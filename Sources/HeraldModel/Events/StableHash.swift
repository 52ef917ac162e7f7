/// FNV-1a over UTF-8: how engine and stores name an ordering key in 64 bits, on every platform and for good.
///
/// Equal keys always meet; a rare collision only makes two keys wait for each other.
public enum StableHash {
    /// The hash of a text.
    public static func of(_ text: String) -> UInt64 { of(utf8: text.utf8) }

    /// The hash of a text's UTF-8 bytes.
    @inlinable
    public static func of(utf8 bytes: some Sequence<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }
}
