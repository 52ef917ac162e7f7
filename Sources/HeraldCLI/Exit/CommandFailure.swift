/// Why a command ends without success, in words for the person at the terminal.
///
/// Never holds a key, a secret or a URL with credentials.
struct CommandFailure: Error, Hashable, CustomStringConvertible {
    /// The exit status to end with.
    var status: ExitStatus
    /// What went wrong, one sentence.
    var message: String
    /// Further findings, one line each.
    var details: [String]
    /// What to do next.
    var hint: String?

    init(
        _ message: String, status: ExitStatus = .failure, details: [String] = [], hint: String? = nil
    ) {
        self.status = status
        self.message = message
        self.details = details
        self.hint = hint
    }

    /// The failure as it is printed on standard error.
    var description: String {
        var lines = ["error: \(message)"]
        lines += details.map { "  - \($0)" }
        if let hint { lines.append("hint: \(hint)") }
        return lines.joined(separator: "\n")
    }

    /// The command already said everything; only the status is left.
    static func silent(_ status: ExitStatus) -> CommandFailure { CommandFailure("", status: status) }

    /// Whether there is nothing to print.
    var isSilent: Bool { message.isEmpty }
}
