import ArgumentParser

/// `herald consumers`
struct ConsumersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consumers",
        abstract: "Manage consumers: named places in the log from which programs take events.",
        subcommands: [
            ConsumersListCommand.self, ConsumersShowCommand.self, ConsumersCreateCommand.self,
            ConsumersDeleteCommand.self, ConsumersSeekCommand.self, ConsumersDeadCommand.self,
        ]
    )
}
