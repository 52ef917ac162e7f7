/// Where a command's words go, and how they may look.
struct Console: Sendable {
    /// Whether a person reads standard output.
    var isTerminal: Bool
    var style: Style
    /// The columns to fit tables into; nil when nobody watches.
    var width: Int?
    private let output: @Sendable (String) -> Void
    private let errors: @Sendable (String) -> Void

    init(
        isTerminal: Bool, style: Style, width: Int? = nil, output: @escaping @Sendable (String) -> Void,
        errors: @escaping @Sendable (String) -> Void
    ) {
        self.isTerminal = isTerminal
        self.style = style
        self.width = width
        self.output = output
        self.errors = errors
    }

    /// The process's own streams: colour only for a terminal, and not when `NO_COLOR` is set.
    static func standard(environment: [String: String]) -> Console {
        let isTerminal = Terminal.isOutputTerminal
        let refusesColour = environment["NO_COLOR"]?.isEmpty == false || environment["TERM"] == "dumb"
        return Console(
            isTerminal: isTerminal, style: Style(isEnabled: isTerminal && !refusesColour),
            width: isTerminal ? Terminal.size?.columns : nil, output: { Terminal.write($0, to: 1) },
            errors: { Terminal.write($0, to: 2) }
        )
    }

    /// Writes text as it is.
    func write(_ text: String) { output(text) }

    /// Writes a line.
    func print(_ line: String = "") { output(line + "\n") }

    /// Writes a line to standard error.
    func printError(_ line: String) { errors(line + "\n") }

    /// Writes a table, or a sentence when it has no rows.
    func print(_ table: Table, whenEmpty sentence: String) {
        guard !table.rows.isEmpty else { return print(sentence) }
        output(table.lines(width: width, style: style).joined(separator: "\n") + "\n")
    }

    /// Writes names with their values, aligned.
    func print(fields: [(String, String)]) {
        let width = fields.reduce(0) { max($0, TextWidth.columns($1.0)) }
        for (name, value) in fields {
            let shown = style.status(TextWidth.harmless(value))
            print(style(.dim, TextWidth.pad(name, width)) + "  " + shown)
        }
    }
}
