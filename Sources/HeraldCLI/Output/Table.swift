/// Rows under aligned headings, for people.
struct Table: Sendable {
    /// One column: its heading, and on which side the text stands.
    struct Column: Hashable, Sendable, ExpressibleByStringLiteral {
        var title: String
        var isNumeric: Bool

        init(_ title: String, numeric: Bool = false) {
            self.title = title
            isNumeric = numeric
        }

        init(stringLiteral value: String) { self.init(value) }

        /// A column of numbers, aligned to the right.
        static func number(_ title: String) -> Column { Column(title, numeric: true) }
    }

    /// The headings.
    let columns: [Column]
    private(set) var rows: [[String]] = []

    init(_ columns: [Column]) { self.columns = columns }

    /// Adds a row; missing cells stay empty, and control characters are replaced.
    mutating func add(_ cells: [String]) {
        let padded = cells + Array(repeating: "", count: max(0, columns.count - cells.count))
        rows.append(padded.prefix(columns.count).map { TextWidth.harmless($0) })
    }

    /// The table as lines. With a width, the widest column gives way until the lines fit.
    func lines(width: Int? = nil, style: Style = Style(isEnabled: false)) -> [String] {
        var widths = columns.indices.map { index in
            rows.reduce(TextWidth.columns(columns[index].title)) { max($0, TextWidth.columns($1[index])) }
        }
        if let width { shrink(&widths, to: width) }
        let heading = line(columns.map(\.title), widths) { style(.bold, $0) }
        return [heading] + rows.map { line($0, widths) { style.status($0) } }
    }

    private func line(_ cells: [String], _ widths: [Int], look: (String) -> String) -> String {
        var result = ""
        for (index, cell) in cells.enumerated() {
            let fitted = TextWidth.fit(cell, widths[index])
            let blanks = String(repeating: " ", count: widths[index] - TextWidth.columns(fitted))
            if index > 0 { result += "  " }
            result += columns[index].isNumeric ? blanks + look(fitted) : look(fitted) + blanks
        }
        while result.last == " " { result.removeLast() }
        return result
    }

    private func shrink(_ widths: inout [Int], to width: Int) {
        let gaps = 2 * (widths.count - 1)
        while widths.reduce(gaps, +) > width, let widest = widths.max(), widest > 12,
            let index = widths.firstIndex(of: widest)
        {
            widths[index] -= 1
        }
    }
}
