/// Moves over tokens without checking them. Never leaves its range, whatever the bytes are.
struct JSONSkipper {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let end: Int
    private(set) var at: Int

    init(_ bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>) {
        self.bytes = bytes
        at = range.lowerBound
        end = range.upperBound
    }

    mutating func skipWhitespace() {
        while at < end, bytes[at] <= 0x20 { at &+= 1 }
    }

    mutating func take(_ byte: UInt8) -> Bool {
        guard at < end, bytes[at] == byte else { return false }
        at &+= 1
        return true
    }

    /// Moves over whitespace, a string, a colon and whitespace; answers where the string (with quotes) is.
    mutating func skipKey() -> Range<Int>? {
        skipWhitespace()
        let start = at
        guard skipString() else { return nil }
        let key = start..<at
        skipWhitespace()
        guard take(UInt8(ascii: ":")) else { return nil }
        skipWhitespace()
        return key
    }

    /// Moves over a string, from quote to quote.
    private mutating func skipString() -> Bool {
        guard take(0x22) else { return false }
        while true {
            at = ByteSearch.first(0x22, or: 0x5C, in: bytes, at..<end)
            guard at < end else { return false }
            if take(0x22) { return true }
            at = min(at &+ 2, end)
        }
    }

    /// Moves over one value; answers where it is.
    mutating func skipValue() -> Range<Int>? {
        skipWhitespace()
        let start = at
        guard at < end else { return nil }
        switch bytes[at] {
        case 0x22: return skipString() ? start..<at : nil
        case UInt8(ascii: "{"), UInt8(ascii: "["): return skipContainer() ? start..<at : nil
        default:
            while at < end, !Self.endsScalar(bytes[at]) { at &+= 1 }
            return at > start ? start..<at : nil
        }
    }

    private static func endsScalar(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
    }

    private mutating func skipContainer() -> Bool {
        var depth = 0
        while at < end {
            switch bytes[at] {
            case 0x22:
                guard skipString() else { return false }
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth &+= 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth &-= 1
            default: break
            }
            at &+= 1
            if depth == 0 { return true }
        }
        return false
    }

    /// From the start of a container, moves to the start of the value that `token` names.
    mutating func enter(_ token: [UInt8]) -> Bool {
        guard at < end else { return false }
        switch bytes[at] {
        case UInt8(ascii: "{"):
            at &+= 1
            repeat {
                guard let key = skipKey() else { return false }
                if key.count == token.count + 2, bytes[key.lowerBound + 1..<key.upperBound - 1].elementsEqual(token) {
                    return true
                }
                guard skipValue() != nil else { return false }
                skipWhitespace()
            } while take(UInt8(ascii: ","))
            return false
        case UInt8(ascii: "["):
            guard let index = JSONPointer.index(of: token) else { return false }
            at &+= 1
            for _ in 0..<index {
                guard skipValue() != nil else { return false }
                skipWhitespace()
                guard take(UInt8(ascii: ",")) else { return false }
            }
            skipWhitespace()
            return at < end && bytes[at] != UInt8(ascii: "]")
        default: return false
        }
    }
}
