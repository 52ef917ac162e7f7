/// The words a type name is made of, reduced to stems, so that `message.created` reads like `message.didCreate`.
struct NameWords: Sendable {
    /// The stems without version and filler words.
    let stems: Set<String>
    /// The first of them: what the event is about.
    let subject: String?
    /// What stands before a slash, such as `push-notification`; empty for most names.
    let family: Substring

    init(_ name: String) {
        family = name.lastIndex(of: "/").map { name[..<$0] } ?? ""
        let words = Self.words(of: name).map(Self.stem).filter { !Self.fillers.contains($0) }
        stems = Set(words)
        subject = words.first
    }

    /// The share of common stems, 0 to 1.
    func similarity(to other: NameWords) -> Double {
        let total = stems.count + other.stems.count
        guard total > 0 else { return 0 }
        return 2 * Double(stems.intersection(other.stems).count) / Double(total)
    }

    /// The name without a leading `v3.` or the like.
    static func droppingVersion(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let dot = bytes.firstIndex(of: UInt8(ascii: ".")), isVersion(bytes[..<dot]) else { return bytes }
        return bytes[(dot + 1)...]
    }

    private static func isVersion(_ word: ArraySlice<UInt8>) -> Bool {
        word.count >= 2 && word.first == UInt8(ascii: "v") && word.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
    }

    /// Splits at punctuation and where a capital follows a small letter; small letters only, versions dropped.
    private static func words(of name: String) -> [String] {
        var words: [[UInt8]] = [[]]
        var wasSmall = false
        for byte in name.utf8 {
            let isCapital = (0x41...0x5A).contains(byte)
            let isSmallOrDigit = (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
            if !isCapital, !isSmallOrDigit {
                words.append([])
            } else {
                if isCapital, wasSmall { words.append([]) }
                words[words.count - 1].append(byte.asciiLowercased)
            }
            wasSmall = isSmallOrDigit
        }
        return words.filter { !$0.isEmpty && !isVersion($0[...]) }.map { String(decoding: $0, as: UTF8.self) }
    }

    private static func stem(_ word: String) -> String {
        if let synonym = synonyms[word] { return synonym }
        var letters = Array(word.utf8)
        for (ending, replacement) in endings where letters.count > ending.utf8.count + 2 {
            guard letters.reversed().starts(with: ending.utf8.reversed()) else { continue }
            letters.removeLast(ending.utf8.count)
            letters.append(contentsOf: replacement.utf8)
            break
        }
        if letters.count > 3, letters.last == UInt8(ascii: "e") { letters.removeLast() }
        if letters.count > 2, letters[letters.count - 1] == letters[letters.count - 2] { letters.removeLast() }
        return String(decoding: letters, as: UTF8.self)
    }

    /// Tried in this order; the first that fits is cut.
    private static let endings = [
        ("ments", "ment"), ("ies", "y"), ("ing", ""), ("ion", ""), ("ed", ""), ("ss", "ss"), ("s", ""),
    ]

    /// What people write for the verbs of the catalogue.
    private static let synonyms = [
        "new": "creat", "send": "creat", "sent": "creat", "edit": "updat", "edited": "updat", "changed": "updat",
        "change": "updat", "ended": "stop", "end": "stop", "reacted": "react", "added": "ad", "add": "ad",
    ]

    private static let fillers: Set<String> = ["did", "push", "notificat", "notify", "event", "webhook"]
}
