/// Cuts a canonical JSON array into its elements.
enum ArrayElements {
    /// The places of the first `limit` elements of the array that `bytes` is.
    static func ranges(in bytes: [UInt8], limit: Int) -> [Range<Int>] {
        bytes.withUnsafeBufferPointer { bytes in
            guard bytes.first == UInt8(ascii: "["), bytes.count > 2 else { return [] }
            var ranges: [Range<Int>] = []
            var start = 1
            var depth = 0
            var index = 1
            var isInString = false
            let end = bytes.count - 1
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
