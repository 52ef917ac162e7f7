/// Counts the edits between two byte strings.
enum EditDistance {
    /// Insertions, deletions, substitutions and swaps of neighbours that turn one into the other (Damerau-Levenshtein,
    /// no part edited twice); nil as soon as more than `limit` are certain.
    static func between(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int? {
        guard abs(left.count - right.count) <= limit else { return nil }
        guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
        var beforePrevious = [Int](repeating: 0, count: right.count + 1)
        var previous = Array(0...right.count)
        var current = beforePrevious
        var leastBefore = 0
        for row in 1...left.count {
            current[0] = row
            var least = row
            for column in 1...right.count {
                let isSame = left[row - 1] == right[column - 1]
                var best = min(previous[column - 1] + (isSame ? 0 : 1), previous[column] + 1, current[column - 1] + 1)
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                    best = min(best, beforePrevious[column - 2] + 1)
                }
                current[column] = best
                least = min(least, best)
            }
            // A swap reaches two rows back, so both rows have to be out of reach.
            if min(least, leastBefore) > limit { return nil }
            leastBefore = least
            (beforePrevious, previous, current) = (previous, current, beforePrevious)
        }
        return previous[right.count] <= limit ? previous[right.count] : nil
    }
}
