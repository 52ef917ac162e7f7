extension UInt8 {
    var isDigit: Bool { (0x30...0x39).contains(self) }

    var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }

    /// Whether the byte may stand in a field name (RFC 9110, `tchar`).
    var isTokenByte: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5A, 0x5E...0x7A, 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x7C, 0x7E: true
        default: false
        }
    }

    var hexValue: Int? {
        switch self {
        case 0x30...0x39: Int(self) - 0x30
        case 0x41...0x46: Int(self) - 0x41 + 10
        case 0x61...0x66: Int(self) - 0x61 + 10
        default: nil
        }
    }
}

extension Span<UInt8> {
    func hasPrefix(_ text: StaticString) -> Bool {
        count >= text.utf8CodeUnitCount && extracting(first: text.utf8CodeUnitCount).equals(text, foldingCase: false)
    }

    /// Whether this may be a field value, a reason or a chunk extension: visible characters, blanks, tabs and anything
    /// beyond ASCII.
    var isText: Bool {
        for index in indices {
            let byte = self[index]
            if byte < 0x20 && byte != UInt8(ascii: "\t") || byte == 0x7F { return false }
        }
        return true
    }

    /// Compares with lower-case ASCII.
    func equalsIgnoringCase(_ text: StaticString) -> Bool {
        equals(text, foldingCase: true)
    }

    private func equals(_ text: StaticString, foldingCase: Bool) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { expected in
            for index in indices {
                var byte = self[index]
                if foldingCase && (0x41...0x5A).contains(byte) { byte |= 0x20 }
                if byte != expected[index] { return false }
            }
            return true
        }
    }
}

extension [UInt8] {
    mutating func append(_ bytes: Span<UInt8>) {
        bytes.withUnsafeBufferPointer { append(contentsOf: $0) }
    }
}
