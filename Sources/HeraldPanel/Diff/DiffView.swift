import HeraldJSON

/// A difference as a page shows it: what changed with a little around it, long runs cut.
struct DiffView {
    let lines: [Line]

    /// One line, or a note about lines that are left out.
    struct Line {
        /// For the eye: `+`, `−` or nothing.
        let sign: String
        /// For screen readers.
        let word: String
        let tone: String
        let text: String
    }

    /// How many unchanged lines stand around a change.
    private static let context = 3
    /// How many lines of one run of changes are shown.
    private static let longestRun = 200

    /// Compares two values as indented JSON. Nil when they are the same.
    init?(from before: JSONValue, to after: JSONValue) {
        let diff = LineDiff(from: Self.lines(before), to: Self.lines(after))
        guard !diff.isEmpty else { return nil }
        var shown: [Line] = []
        var rest = diff.lines[...]
        while let first = rest.first {
            let run = rest.prefix { $0.change == first.change }
            rest = rest.dropFirst(run.count)
            let (start, end) =
                first.change == .kept
                ? (shown.isEmpty ? 0 : Self.context, rest.isEmpty ? 0 : Self.context) : (Self.longestRun, 0)
            // A note takes a line itself, so it must stand for more than one.
            guard run.count > start + end + 1 else {
                shown += run.map(Line.init)
                continue
            }
            shown += run.prefix(start).map(Line.init)
            shown.append(Line(left: run.count - start - end, of: first.change))
            shown += run.suffix(end).map(Line.init)
        }
        lines = shown
    }

    private static func lines(_ value: JSONValue) -> [String] {
        PlainText.json(value).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}

extension DiffView.Line {
    fileprivate init(_ line: LineDiff.Line) {
        switch line.change {
        case .kept: self.init(sign: "", word: "", tone: "kept", text: line.text)
        case .removed: self.init(sign: "−", word: "removed: ", tone: "removed", text: line.text)
        case .added: self.init(sign: "+", word: "added: ", tone: "added", text: line.text)
        }
    }

    fileprivate init(left count: Int, of change: LineDiff.Change) {
        let kind =
            switch change {
            case .kept: "unchanged"
            case .removed: "removed"
            case .added: "added"
            }
        self.init(sign: "", word: "", tone: "note", text: "… \(Figure.count(count)) more \(kind) lines …")
    }
}
