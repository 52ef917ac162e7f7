import ArgumentParser

/// `herald alerts`
struct AlertsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alerts",
        abstract: "Manage a network's alert rules.",
        subcommands: [
            AlertsListCommand.self, AlertsCreateCommand.self, AlertsUpdateCommand.self, AlertsDeleteCommand.self,
        ]
    )
}
