/// Finds values in a document without building a tree.
///
/// Works on bytes that were checked before, by ``JSONCanonicalizer`` above all. On anything else the results mean
/// nothing, but every range stays inside the bytes.
public enum JSONScanner {
    /// The place of one member of an object.
    public struct Member: Hashable, Sendable {
        /// The key with its quotes.
        public let key: Range<Int>
        /// The value.
        public let value: Range<Int>
    }

    /// The members of the object at `range` (by default the whole document); none when it is no object.
    public static func members(of bytes: [UInt8], in range: Range<Int>? = nil) -> Members {
        Members(bytes, in: range.map { $0.clamped(to: 0..<bytes.count) } ?? 0..<bytes.count)
    }

    /// The place of the value `pointer` leads to; nil when a step leads nowhere.
    ///
    /// Keys are compared in their canonical spelling, so the document must be canonical for escaped keys to be found.
    public static func value(at pointer: JSONPointer, in bytes: [UInt8]) -> Range<Int>? {
        bytes.withUnsafeBufferPointer { value(at: pointer, in: $0) }
    }

    /// The place of the value `pointer` leads to; nil when a step leads nowhere.
    public static func value(at pointer: JSONPointer, in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        var skipper = JSONSkipper(bytes, in: 0..<bytes.count)
        skipper.skipWhitespace()
        for token in pointer.encodedTokens {
            guard skipper.enter(token) else { return nil }
        }
        return skipper.skipValue()
    }

    /// The text of the string at `range`, which includes the quotes; nil when there is no string.
    public static func string(at range: Range<Int>, in bytes: [UInt8]) -> String? {
        guard range.lowerBound >= 0, range.upperBound <= bytes.count, range.count >= 2 else { return nil }
        return bytes.withUnsafeBufferPointer { buffer -> String? in
            guard buffer[range.lowerBound] == 0x22 else { return nil }
            var reader = JSONReader(UnsafeBufferPointer(rebasing: buffer[range]))
            guard let text = try? reader.readString(), reader.isAtEnd else { return nil }
            return text
        }
    }

    /// Iterates over the members of one object.
    public struct Members: Sequence, IteratorProtocol {
        private let bytes: [UInt8]
        private let end: Int
        private var at: Int
        private var isFirst = true

        init(_ bytes: [UInt8], in range: Range<Int>) {
            self.bytes = bytes
            end = range.upperBound
            at = range.lowerBound
        }

        /// The next member, in the order of the document.
        public mutating func next() -> Member? {
            let (start, isFirst) = (at, isFirst)
            let found = bytes.withUnsafeBufferPointer { [end] buffer -> (member: Member, next: Int)? in
                var skipper = JSONSkipper(buffer, in: start..<end)
                skipper.skipWhitespace()
                guard skipper.take(isFirst ? UInt8(ascii: "{") : UInt8(ascii: ",")) else { return nil }
                guard let key = skipper.skipKey(), let value = skipper.skipValue() else { return nil }
                return (Member(key: key, value: value), skipper.at)
            }
            guard let found else {
                at = end
                return nil
            }
            at = found.next
            self.isFirst = false
            return found.member
        }
    }
}
