import Foundation

/// What surrounds a running command: its streams and its environment. Tests put their own in place.
struct CommandContext: Sendable {
    var console: Console
    var environment: [String: String]

    /// The surroundings of the current task.
    @TaskLocal static var current = CommandContext.process

    /// The process's own surroundings.
    static let process: CommandContext = {
        let environment = ProcessInfo.processInfo.environment
        return CommandContext(console: .standard(environment: environment), environment: environment)
    }()

    /// The first of these variables that is set and not empty.
    func variable(_ names: String...) -> String? {
        names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    }
}
