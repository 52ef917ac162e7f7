/// Finds names that look or read like another: by editing distance and by the words they are made of.
struct NameIndex: Sendable {
    private struct Candidate: Sendable {
        let name: String
        let words: NameWords
        let lowercased: [UInt8]
        let withoutVersion: [UInt8]
    }

    private let candidates: [Candidate]

    init(_ names: [String]) {
        candidates = names.map { name in
            let bytes = name.utf8.map(\.asciiLowercased)
            let bare = Array(NameWords.droppingVersion(bytes[...]))
            return Candidate(name: name, words: NameWords(name), lowercased: bytes, withoutVersion: bare)
        }
    }

    /// At most `limit` names close to `name`, the closest first; of equals the earlier one.
    func nearest(to name: String, limit: Int = 3) -> [String] {
        let bytes = name.utf8.map(\.asciiLowercased)
        let bare = Array(NameWords.droppingVersion(bytes[...]))
        let words = NameWords(name)
        var scored: [(score: Double, position: Int)] = []
        for (position, candidate) in candidates.enumerated() {
            var spelling = Self.similarity(bytes, candidate.lowercased)
            if bare.count < bytes.count || candidate.withoutVersion.count < candidate.lowercased.count {
                spelling = max(spelling, 0.99 * Self.similarity(bare, candidate.withoutVersion))
            }
            let reading = words.similarity(to: candidate.words)
            guard spelling >= 0.65 || reading >= 0.5 else { continue }
            let sameSubject = words.subject == candidate.words.subject ? 0.02 : 0
            let otherFamily = words.family == candidate.words.family ? 0 : 0.05
            scored.append((max(spelling, 0.97 * reading + sameSubject - otherFamily), position))
        }
        scored.sort { $0.score != $1.score ? $0.score > $1.score : $0.position < $1.position }
        return scored.prefix(limit).map { candidates[$0.position].name }
    }

    /// 1 for the same bytes, 0 for fewer than two thirds or so in common.
    private static func similarity(_ left: [UInt8], _ right: [UInt8]) -> Double {
        let longest = max(left.count, right.count)
        guard longest > 0 else { return 0 }
        guard let edits = EditDistance.between(left, right, limit: longest * 7 / 20) else { return 0 }
        return 1 - Double(edits) / Double(longest)
    }
}

extension UInt8 {
    /// The byte, with ASCII capitals made small.
    var asciiLowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
