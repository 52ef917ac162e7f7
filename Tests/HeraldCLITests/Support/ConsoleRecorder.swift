import Synchronization

@testable import HeraldCLI

/// Keeps what a command prints.
final class ConsoleRecorder: Sendable {
    private let texts = Mutex((output: "", errors: ""))

    /// A console that nobody watches, without colour.
    var console: Console {
        Console(
            isTerminal: false, style: Style(isEnabled: false),
            output: { text in self.texts.withLock { $0.output += text } },
            errors: { text in self.texts.withLock { $0.errors += text } }
        )
    }

    var output: String { texts.withLock { $0.output } }
    var errors: String { texts.withLock { $0.errors } }

    /// Runs the program with these arguments, as if from a shell.
    func run(_ arguments: [String], environment: [String: String] = [:]) async -> HeraldCLI.ExitStatus {
        await CommandContext.$current.withValue(CommandContext(console: console, environment: environment)) {
            await HeraldProgram.run(arguments)
        }
    }
}
