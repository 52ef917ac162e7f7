/// Reads JSON tokens from memory, strictly after RFC 8259.
///
/// Invariant: `at` never passes `input.count`, and no byte is read without that check.
struct JSONReader {
    let input: UnsafeBufferPointer<UInt8>
    /// The next byte to read.
    var at = 0

    init(_ input: UnsafeBufferPointer<UInt8>) { self.input = input }

    var isAtEnd: Bool { at == input.count }

    /// The next byte, which must exist.
    func peek() throws(JSONError) -> UInt8 {
        guard at < input.count else { throw JSONError(.unexpectedEnd, at: at) }
        return input[at]
    }

    @inline(__always)
    func fault(_ code: JSONError.Code) -> JSONError { JSONError(code, at: at) }

    @inline(__always)
    mutating func skipWhitespace() {
        while at < input.count, input[at] <= 0x20 {
            switch input[at] {
            case 0x20, 0x0A, 0x0D, 0x09: at &+= 1
            default: return
            }
        }
    }

    /// Takes one exact byte.
    mutating func take(_ byte: UInt8) throws(JSONError) {
        guard try peek() == byte else { throw fault(.unexpectedByte) }
        at &+= 1
    }

    /// Takes `true`, `false` or `null`.
    mutating func skipLiteral(_ word: StaticString) throws(JSONError) {
        let start = at
        for offset in 0..<word.utf8CodeUnitCount {
            guard at < input.count else { throw fault(.unexpectedEnd) }
            guard input[at] == word.utf8Start[offset] else { throw JSONError(.invalidLiteral, at: start) }
            at &+= 1
        }
    }
}

// MARK: - Strings

extension JSONReader {
    /// Moves over string bytes that stand for themselves, up to a quote or a backslash.
    mutating func skipPlainBytes() throws(JSONError) {
        while true {
            while at &+ 8 <= input.count, let base = input.baseAddress {
                let word = UInt64(
                    littleEndian: UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self))
                let special = Self.specialBytes(in: word)
                if special != 0 {
                    at &+= special.trailingZeroBitCount >> 3
                    break
                }
                at &+= 8
            }
            let byte = try peek()
            switch byte {
            case 0x22, 0x5C: return
            case 0..<0x20: throw fault(.controlCharacter)
            case 0x80...:
                repeat { try skipScalar() } while at < input.count && input[at] >= 0x80
            default: at &+= 1
            }
        }
    }

    /// A set high bit marks bytes that are a control, a quote, a backslash or not ASCII. The lowest mark is exact.
    @inline(__always)
    private static func specialBytes(in word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = word ^ (ones &* 0x22)
        let backslashes = word ^ (ones &* 0x5C)
        let controls = (word &- (ones &* 0x20)) & ~word
        let found = ((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes)
        return (controls | found | word) & (ones &* 0x80)
    }

    /// Moves over one scalar outside ASCII, refusing overlong forms, surrogates and values above U+10FFFF.
    @inline(__always)
    private mutating func skipScalar() throws(JSONError) {
        let length: Int
        let second: ClosedRange<UInt8>
        switch input[at] {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: throw fault(.invalidUTF8)
        }
        guard at &+ length <= input.count, second.contains(input[at &+ 1]) else { throw fault(.invalidUTF8) }
        var index = at &+ 2
        while index < at &+ length {
            guard input[index] & 0xC0 == 0x80 else { throw fault(.invalidUTF8) }
            index &+= 1
        }
        at &+= length
    }

    /// Reads the escape at a backslash. Joins a surrogate pair; a lone surrogate comes back as it is.
    mutating func readEscape() throws(JSONError) -> UInt32 {
        let start = at
        at &+= 1
        let letter = try peek()
        at &+= 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return UInt32(letter)
        case UInt8(ascii: "b"): return 0x08
        case UInt8(ascii: "f"): return 0x0C
        case UInt8(ascii: "n"): return 0x0A
        case UInt8(ascii: "r"): return 0x0D
        case UInt8(ascii: "t"): return 0x09
        case UInt8(ascii: "u"): break
        default: throw JSONError(.invalidEscape, at: start)
        }
        let unit = try readHex(escapeAt: start)
        guard (0xD800..<0xDC00).contains(unit), at &+ 6 <= input.count, input[at] == 0x5C, input[at &+ 1] == 0x75 else {
            return unit
        }
        let second = at
        at &+= 2
        let low = try readHex(escapeAt: second)
        guard (0xDC00..<0xE000).contains(low) else {
            at = second
            return unit
        }
        return 0x10000 &+ (unit &- 0xD800) << 10 &+ (low &- 0xDC00)
    }

    private mutating func readHex(escapeAt start: Int) throws(JSONError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            let byte = try peek()
            let digit: UInt8
            switch byte {
            case 0x30...0x39: digit = byte &- 0x30
            case 0x41...0x46: digit = byte &- 0x37
            case 0x61...0x66: digit = byte &- 0x57
            default: throw JSONError(.invalidEscape, at: start)
            }
            value = value << 4 | UInt32(digit)
            at &+= 1
        }
        return value
    }

    /// Reads the string that starts at the quote here. A lone surrogate becomes U+FFFD: Swift strings cannot hold it.
    mutating func readString() throws(JSONError) -> String {
        at &+= 1
        let start = at
        try skipPlainBytes()
        if input[at] == 0x22 {
            at &+= 1
            return String(decoding: UnsafeBufferPointer(rebasing: input[start..<at &- 1]), as: UTF8.self)
        }
        var bytes = Array(input[start..<at])
        while input[at] != 0x22 {
            let scalar = Unicode.Scalar(try readEscape()) ?? "\u{FFFD}"
            bytes.append(contentsOf: scalar.utf8)
            let plain = at
            try skipPlainBytes()
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: input[plain..<at]))
        }
        at &+= 1
        return String(decoding: bytes, as: UTF8.self)
    }
}

// MARK: - Numbers

extension JSONReader {
    /// Moves over a number. True when the literal is known to be what JavaScript prints for its value.
    ///
    /// That is decided without a conversion: two literals of at most fifteen significant digits never share a double,
    /// so the shortest digits of the double are the digits of the literal.
    mutating func skipNumber() throws(JSONError) -> Bool {
        let isNegative = input[at] == UInt8(ascii: "-")
        if isNegative { at &+= 1 }
        let first = at
        guard let byte = digit() else { throw isAtEnd ? fault(.unexpectedEnd) : fault(.invalidNumber) }
        skipDigits()
        let isZero = byte == 0x30
        if isZero, at > first &+ 1 { throw JSONError(.leadingZero, at: first) }
        var significant = isZero ? 0 : at &- first
        var isPlain = !(isZero && isNegative)
        if at < input.count, input[at] == UInt8(ascii: ".") {
            at &+= 1
            let fraction = at
            skipDigits()
            guard at > fraction else { throw isAtEnd ? fault(.unexpectedEnd) : fault(.invalidNumber) }
            var zeros = 0
            if isZero { while fraction &+ zeros < at, input[fraction &+ zeros] == 0x30 { zeros &+= 1 } }
            significant &+= at &- fraction &- zeros
            isPlain = input[at &- 1] != 0x30 && zeros <= 5
        }
        if at < input.count, input[at] | 0x20 == UInt8(ascii: "e") {
            at &+= 1
            if at < input.count, input[at] == UInt8(ascii: "+") || input[at] == UInt8(ascii: "-") { at &+= 1 }
            let exponent = at
            skipDigits()
            guard at > exponent else { throw isAtEnd ? fault(.unexpectedEnd) : fault(.invalidNumber) }
            isPlain = false
        }
        return isPlain && significant <= 15
    }

    @inline(__always)
    private func digit() -> UInt8? {
        guard at < input.count, input[at] &- 0x30 <= 9 else { return nil }
        return input[at]
    }

    @inline(__always)
    private mutating func skipDigits() {
        while digit() != nil { at &+= 1 }
    }
}
