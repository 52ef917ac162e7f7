import Mustache

/// Escapes text for HTML byte by byte.
///
/// swift-mustache 2.1.1 looks at whole characters: a quote that a combining mark follows is one character and not
/// `"`, so it would pass as it is and end an attribute.
struct MarkupEscaping: MustacheContentType {
    /// What templates call it.
    static let name = "MARKUP"

    func escapeText(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + text.utf8.count / 16)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "\""): bytes += "&quot;".utf8
            case UInt8(ascii: "'"): bytes += "&#39;".utf8
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
