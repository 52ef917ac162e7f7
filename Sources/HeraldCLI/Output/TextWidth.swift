/// How many columns text takes on a terminal, and how to make it safe and short.
enum TextWidth {
    /// The columns a piece of text takes: wide East Asian characters and emoji count twice.
    static func columns(_ text: String) -> Int {
        text.reduce(0) { $0 + columns($1) }
    }

    /// The columns one character takes.
    static func columns(_ character: Character) -> Int {
        guard let scalar = character.unicodeScalars.first else { return 0 }
        if scalar.value < 0x300 { return 1 }
        if scalar.properties.generalCategory == .nonspacingMark { return 0 }
        if character.unicodeScalars.contains(where: { $0.value == 0xFE0F }) { return 2 }
        return isWide(scalar.value) ? 2 : 1
    }

    /// The text cut to `limit` columns, its end marked by an ellipsis when something was cut.
    static func fit(_ text: String, _ limit: Int) -> String {
        guard limit > 0 else { return "" }
        guard columns(text) > limit else { return text }
        var result = ""
        var used = 0
        for character in text {
            let width = columns(character)
            if used + width > limit - 1 { break }
            result.append(character)
            used += width
        }
        return result + "…"
    }

    /// The text filled with blanks to `width` columns.
    static func pad(_ text: String, _ width: Int, right: Bool = false) -> String {
        let missing = width - columns(text)
        guard missing > 0 else { return text }
        let blanks = String(repeating: " ", count: missing)
        return right ? blanks + text : text + blanks
    }

    /// The text without control characters, so that what a stranger sent cannot steer the terminal.
    static func harmless(_ text: String, keepingLines: Bool = false) -> String {
        let isHarmful: (Unicode.Scalar) -> Bool = { scalar in
            if keepingLines, scalar == "\n" || scalar == "\t" { return false }
            return scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || isDirectional(scalar.value)
        }
        guard text.unicodeScalars.contains(where: isHarmful) else { return text }
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: text.unicodeScalars.map { isHarmful($0) ? "\u{FFFD}" : $0 })
        return String(scalars)
    }

    private static func isDirectional(_ value: UInt32) -> Bool {
        (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
    }

    private static func isWide(_ value: UInt32) -> Bool {
        (0x1100...0x115F).contains(value) || (0x2E80...0xA4CF).contains(value) || (0xAC00...0xD7A3).contains(value)
            || (0xF900...0xFAFF).contains(value) || (0xFE30...0xFE6F).contains(value)
            || (0xFF00...0xFF60).contains(value) || (0xFFE0...0xFFE6).contains(value)
            || (0x1F300...0x1FAFF).contains(value) || (0x20000...0x3FFFD).contains(value)
    }
}
