/// How one text became another, line by line. Pure, and bounded in time and memory: what is too long to be compared is
/// taken out and put in as a whole.
struct LineDiff {
    /// All lines of both texts, in the order of a reader.
    let lines: [Line]

    /// One line, and whether it stayed.
    struct Line: Equatable {
        let change: Change
        let text: String
    }

    /// What happened to a line.
    enum Change: Equatable {
        case kept, removed, added
    }

    /// How many lines of each text are compared, those at both ends that are the same not counted.
    static let mostCompared = 400

    /// Compares bytes: Unicode calls more texts equal than a reader of JSON does.
    init(from before: [String], to after: [String]) {
        let (old, new) = (before.map { Array($0.utf8) }, after.map { Array($0.utf8) })
        let shorter = min(old.count, new.count)
        var head = 0
        while head < shorter, old[head] == new[head] { head += 1 }
        var tail = 0
        while tail < shorter - head, old[old.count - 1 - tail] == new[new.count - 1 - tail] { tail += 1 }
        var lines = before[..<head].map { Line(change: .kept, text: $0) }
        let (oldMiddle, newMiddle) = (head..<old.count - tail, head..<new.count - tail)
        var (left, right) = (head, head)
        if oldMiddle.count <= Self.mostCompared, newMiddle.count <= Self.mostCompared {
            for (kept, taken) in Self.common(Array(old[oldMiddle]), Array(new[newMiddle])) {
                lines += before[left..<head + kept].map { Line(change: .removed, text: $0) }
                lines += after[right..<head + taken].map { Line(change: .added, text: $0) }
                lines.append(Line(change: .kept, text: before[head + kept]))
                (left, right) = (head + kept + 1, head + taken + 1)
            }
        }
        lines += before[left..<oldMiddle.upperBound].map { Line(change: .removed, text: $0) }
        lines += after[right..<newMiddle.upperBound].map { Line(change: .added, text: $0) }
        lines += before[oldMiddle.upperBound...].map { Line(change: .kept, text: $0) }
        self.lines = lines
    }

    /// Whether nothing differs.
    var isEmpty: Bool { lines.allSatisfy { $0.change == .kept } }

    /// The places of a longest common subsequence, in both.
    private static func common(_ old: [[UInt8]], _ new: [[UInt8]]) -> [(Int, Int)] {
        // lengths[i][j]: how long it is for what follows line i of the one and line j of the other.
        let width = new.count + 1
        var lengths = [UInt16](repeating: 0, count: (old.count + 1) * width)
        for i in old.indices.reversed() {
            for j in new.indices.reversed() {
                lengths[i * width + j] =
                    old[i] == new[j]
                    ? lengths[(i + 1) * width + j + 1] + 1
                    : max(lengths[(i + 1) * width + j], lengths[i * width + j + 1])
            }
        }
        var places: [(Int, Int)] = []
        var (i, j) = (0, 0)
        while i < old.count, j < new.count {
            if old[i] == new[j] {
                places.append((i, j))
                (i, j) = (i + 1, j + 1)
            } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
                i += 1
            } else {
                j += 1
            }
        }
        return places
    }
}
