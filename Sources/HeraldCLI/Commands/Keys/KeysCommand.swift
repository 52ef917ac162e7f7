import ArgumentParser

/// `herald keys`
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Manage API keys.",
        subcommands: [KeysListCommand.self, KeysCreateCommand.self, KeysDeleteCommand.self]
    )
}
