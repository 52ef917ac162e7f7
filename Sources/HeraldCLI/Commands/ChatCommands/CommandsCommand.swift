import ArgumentParser

/// `herald commands`
struct CommandsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "commands",
        abstract: "Manage a network's custom chat commands.",
        subcommands: [
            CommandsListCommand.self, CommandsCreateCommand.self, CommandsUpdateCommand.self,
            CommandsDeleteCommand.self,
        ]
    )
}
