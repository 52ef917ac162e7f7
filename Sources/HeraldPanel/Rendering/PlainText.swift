import HeraldJSON

/// Foreign bytes as text that is safe to look at.
///
/// Escaping is the template's work. Here go the characters that would change how what stands around them looks:
/// controls, and the marks that turn the direction of text ("Trojan source"). They appear as their code points.
enum PlainText {
    /// Text of bytes that may be anything; what is no UTF-8 appears as U+FFFD.
    static func text(_ bytes: some Sequence<UInt8>) -> String { visible(String(decoding: Array(bytes), as: UTF8.self)) }

    /// JSON with indentation when it is JSON, else the text as it is.
    static func json(_ bytes: [UInt8]) -> String {
        guard let value = try? JSONValue(parsing: bytes) else { return text(bytes) }
        return json(value)
    }

    /// A value as JSON with indentation.
    static func json(_ value: JSONValue) -> String {
        visible(String(decoding: value.encoded(pretty: true), as: UTF8.self))
    }

    static func visible(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isHidden) else { return text }
        var shown = ""
        shown.unicodeScalars.reserveCapacity(text.unicodeScalars.count)
        for scalar in text.unicodeScalars {
            if isHidden(scalar) {
                shown += "⟨U+" + hexadecimal(scalar.value) + "⟩"
            } else {
                shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: false
        case 0x00...0x1F, 0x7F...0x9F: true
        case 0x061C, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF: true
        default: false
        }
    }

    private static func hexadecimal(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}
