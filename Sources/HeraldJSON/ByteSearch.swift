/// Finds bytes eight at a time: most of what is searched is text without them.
public enum ByteSearch {
    /// The place of the first `byte` within `range`; the range's end when there is none.
    /// - Precondition: `range` lies in `bytes`.
    @inlinable
    public static func first(_ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
        first(byte, or: byte, in: bytes, range)
    }

    /// The place of the first of two bytes within `range`; the range's end when there is none.
    /// - Precondition: `range` lies in `bytes`.
    @inlinable
    public static func first(
        _ byte: UInt8, or other: UInt8, in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
    ) -> Int {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
        var at = range.lowerBound
        let end = range.upperBound
        let ones: UInt64 = 0x0101_0101_0101_0101
        let (left, right) = (ones &* UInt64(byte), ones &* UInt64(other))
        while at &+ 8 <= end, let base = bytes.baseAddress {
            let word = UInt64(littleEndian: UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self))
            let (first, second) = (word ^ left, word ^ right)
            // A zero byte borrows from its own high bit. The lowest mark is exact; those above it need not be.
            let marks = (((first &- ones) & ~first) | ((second &- ones) & ~second)) & (ones &* 0x80)
            if marks != 0 { return at &+ marks.trailingZeroBitCount >> 3 }
            at &+= 8
        }
        while at < end, bytes[at] != byte, bytes[at] != other { at &+= 1 }
        return at
    }
}
