/// Asks the person at the terminal.
enum Prompt {
    /// The line that was typed, without blanks around it; nil when nobody is there to ask, or nothing came.
    static func ask(_ question: String) -> String? {
        let console = CommandContext.current.console
        guard console.isTerminal, Terminal.isInputTerminal else { return nil }
        console.write(question)
        guard let line = readLine() else { return nil }
        let trimmed = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return trimmed.isEmpty ? nil : trimmed
    }
}
