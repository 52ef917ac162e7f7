import ArgumentParser

/// `herald deliveries`
struct DeliveriesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deliveries",
        abstract: "See what was sent, what came back, and what still waits.",
        subcommands: [
            DeliveriesListCommand.self, DeliveriesShowCommand.self, DeliveriesTailCommand.self,
            DeliveriesRetryCommand.self,
        ]
    )
}
