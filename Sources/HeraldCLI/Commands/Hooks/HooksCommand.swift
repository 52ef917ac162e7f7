import ArgumentParser

/// `herald hooks`
struct HooksCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hooks",
        abstract: "Manage synchronous hooks: calls whose answer the app waits for.",
        subcommands: [
            HooksListCommand.self, HooksShowCommand.self, HooksSetCommand.self, HooksUpdateCommand.self,
            HooksDeleteCommand.self, HooksRegenerateKeyCommand.self,
        ]
    )
}
