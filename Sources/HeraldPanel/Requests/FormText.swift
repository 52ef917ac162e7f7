import HeraldJSON

/// Reads `application/x-www-form-urlencoded` text, which queries and forms share.
struct FormText: Sendable {
    private var values: [String: [String]] = [:]

    /// A form with no field.
    init() {}

    /// Reads fields; nil when one is malformed or there are too many.
    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "&")
        guard parts.count <= Self.mostFields else { return nil }
        for part in parts {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decode(sides[0]), let value = Self.decode(sides.count > 1 ? sides[1] : "") else {
                return nil
            }
            values[name, default: []].append(value)
        }
    }

    private static let mostFields = 2000

    /// The last value of a field, as typed; nil when the field is not there.
    func typed(_ name: String) -> String? { values[name]?.last }
    /// The last value of a field without blanks around it; nil when that is nothing.
    func text(_ name: String) -> String? {
        guard let text = typed(name)?.trimmingBlanks, !text.isEmpty else { return nil }
        return text
    }
    /// All values of a field.
    func all(_ name: String) -> [String] { values[name] ?? [] }
    /// Whether a box is ticked.
    func isOn(_ name: String) -> Bool { values[name] != nil }

    /// A whole number as use cases take it. Text that is none goes along, for them to refuse.
    static func number(_ text: String) -> JSONValue {
        Int64(text).map { .number(JSONNumber($0)) } ?? .string(text)
    }

    /// Text as it stands in a URL.
    static func encode(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                encoded += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
        return encoded
    }

    /// Text without its encoding; nil when an escape is malformed or the result is no UTF-8.
    static func decode(_ text: some StringProtocol) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(digit), let low = rest.next().flatMap(digit) else { return nil }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init)
    }
}

extension String {
    /// Without white space at both ends.
    var trimmingBlanks: String {
        let start = drop { $0.isWhitespace }
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }
}
