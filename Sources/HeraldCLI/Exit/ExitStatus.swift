/// How `herald` ends. The numbers are part of the interface.
public enum ExitStatus: Int32, Hashable, Sendable, CaseIterable {
    /// Everything worked.
    case success = 0
    /// The server, a receiver or a check said no.
    case failure = 1
    /// The command line could not be understood.
    case usage = 2
    /// No server answered.
    case unreachable = 3
    /// The key is missing, wrong, or may not do this.
    case notAuthorised = 4

    /// What the number means, for the help text.
    var meaning: String {
        switch self {
        case .success: "done"
        case .failure: "refused or failed; the message says why"
        case .usage: "the command line was not understood"
        case .unreachable: "no server answered"
        case .notAuthorised: "the key is missing, unknown, or may not do this"
        }
    }

    /// The table for the help text.
    static var help: String {
        allCases.map { "  \($0.rawValue)  \($0.meaning)" }.joined(separator: "\n")
    }
}
