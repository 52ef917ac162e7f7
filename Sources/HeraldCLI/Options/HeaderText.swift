/// Reads headers as they are given on the command line.
enum HeaderText {
    /// Splits `name: value`; blanks around the value do not count.
    /// - Throws: ``CommandFailure`` when there is no colon, the name is not a token, or the value breaks the line.
    static func parse(_ text: String) throws(CommandFailure) -> (name: String, value: String) {
        guard let colon = text.firstIndex(of: ":") else {
            throw CommandFailure(
                "A header has no colon.", status: .usage, hint: "Write it as --header 'name: value'."
            )
        }
        let name = String(text[..<colon])
        guard !name.isEmpty, name.utf8.allSatisfy(isTokenByte) else {
            throw CommandFailure(
                "'\(TextWidth.harmless(String(name.prefix(40))))' is not a header name.", status: .usage,
                hint: "Names are letters, digits and hyphens: --header 'x-amity-signature: …'."
            )
        }
        let value = text[text.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
        guard value.utf8.allSatisfy({ $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7F) }) else {
            throw CommandFailure("The value of header '\(name)' holds control characters.", status: .usage)
        }
        var trimmed = String(value)
        while let last = trimmed.last, last == " " || last == "\t" { trimmed.removeLast() }
        return (name, trimmed)
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
