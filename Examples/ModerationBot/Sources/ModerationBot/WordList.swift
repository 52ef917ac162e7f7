/// The words that are hidden and the phrases that are refused.
struct WordList {
    private var masked: Set<String> = []
    private var refused: [String] = []

    enum Verdict: Hashable {
        case fine
        case masked(String)
        case refused(phrase: String)
    }

    static let sample = WordList(
        """
        mask darn
        mask heck
        refuse free crypto
        refuse send me your password
        """)

    /// Reads lines such as `mask darn` and `refuse free crypto`; others are passed over.
    init(_ lines: String) {
        for line in lines.split(whereSeparator: \.isNewline) {
            let words = Self.words(in: String(line))
            switch words.first?.text {
            case "mask": masked.formUnion(words.dropFirst().map(\.text))
            case "refuse": refused.append(words.dropFirst().map(\.text).joined(separator: " "))
            default: continue
            }
        }
    }

    /// Compares whole words, in upper or lower case: "heck" is no part of "check".
    func verdict(on text: String) -> Verdict {
        let words = Self.words(in: text)
        let spoken = " " + words.map(\.text).joined(separator: " ") + " "
        if let phrase = refused.first(where: { spoken.contains(" \($0) ") }) { return .refused(phrase: phrase) }
        var result = text
        for word in words.reversed() where masked.contains(word.text) {
            result.replaceSubrange(word.range, with: String(repeating: "*", count: word.text.count))
        }
        return result == text ? .fine : .masked(result)
    }

    private static func words(in text: String) -> [(text: String, range: Range<String.Index>)] {
        text.split { !$0.isLetter && !$0.isNumber }.map { ($0.lowercased(), $0.startIndex..<$0.endIndex) }
    }
}
