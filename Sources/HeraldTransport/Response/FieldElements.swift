/// The elements of a comma-separated field value.
enum FieldElements {
    /// The next element at or after `position`, without the blanks around it; empty elements are left out.
    static func next(in value: Span<UInt8>, at position: inout Int) -> Range<Int>? {
        while position < value.count {
            var start = position
            var end = start
            while end < value.count, value[end] != UInt8(ascii: ",") { end += 1 }
            position = end + 1
            while start < end, value[start].isBlank { start += 1 }
            while start < end, value[end - 1].isBlank { end -= 1 }
            if start < end { return start..<end }
        }
        return nil
    }
}
