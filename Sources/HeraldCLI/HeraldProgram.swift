import ArgumentParser

/// The whole program: reads the command line, runs the command, and says how it went.
public enum HeraldProgram {
    /// Runs the command that `arguments` (without the program's name) ask for.
    @concurrent
    public static func run(_ arguments: [String]) async -> ExitStatus {
        ProcessAge.mark()
        Terminal.ignoreBrokenPipes()
        do {
            var command = try HeraldCommand.parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            return .success
        } catch {
            return conclude(error)
        }
    }

    /// Prints what an error has to say and turns it into the exit status.
    static func conclude(_ error: any Error) -> ExitStatus {
        let console = CommandContext.current.console
        switch error {
        case let failure as CommandFailure:
            if !failure.isSilent { console.printError(failure.description) }
            return failure.status
        case is CancellationError: return .failure
        default: break
        }
        let code = HeraldCommand.exitCode(for: error)
        let message = HeraldCommand.fullMessage(for: error)
        if code == .success {
            if !message.isEmpty { console.print(message) }
            return .success
        }
        if code == .validationFailure {
            console.printError(message.replacingFirst("Error: ", with: "error: "))
            return .usage
        }
        let text = message.replacingFirst("Error: ", with: "")
        console.printError("error: \(text)")
        return .failure
    }
}

extension String {
    /// The text with its first `prefix`-like match replaced, when it starts with it.
    fileprivate func replacingFirst(_ prefix: String, with replacement: String) -> String {
        hasPrefix(prefix) ? replacement + dropFirst(prefix.count) : self
    }
}
