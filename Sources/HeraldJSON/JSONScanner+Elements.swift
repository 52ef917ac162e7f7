extension JSONScanner {
    /// The places of the first `limit` elements of the array at `range` (by default the whole document); none when it
    /// is no array. The array must hold no blanks around its elements, as canonical documents do not.
    public static func elements(of bytes: [UInt8], in range: Range<Int>? = nil, limit: Int = .max) -> [Range<Int>] {
        let range = range.map { $0.clamped(to: 0..<bytes.count) } ?? 0..<bytes.count
        return bytes.withUnsafeBufferPointer { bytes in
            guard range.count > 2, bytes[range.lowerBound] == UInt8(ascii: "[") else { return [] }
            var ranges: [Range<Int>] = []
            var start = range.lowerBound + 1
            var depth = 0
            var index = start
            var isInString = false
            let end = range.upperBound - 1
            while index < end, ranges.count < limit {
                switch bytes[index] {
                case UInt8(ascii: "\\") where isInString: index += 1
                case UInt8(ascii: "\""): isInString.toggle()
                case _ where isInString: break
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
                case UInt8(ascii: ",") where depth == 0:
                    ranges.append(start..<index)
                    start = index + 1
                default: break
                }
                index += 1
            }
            if ranges.count < limit { ranges.append(start..<end) }
            return ranges
        }
    }
}
