import ArgumentParser

/// `herald networks`
struct NetworksCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "networks",
        abstract: "Manage networks: the apps whose events Herald delivers.",
        subcommands: [
            NetworksListCommand.self, NetworksCreateCommand.self, NetworksShowCommand.self,
            NetworksUpdateCommand.self, NetworksPortalLinkCommand.self, NetworksDeleteCommand.self,
        ]
    )
}
