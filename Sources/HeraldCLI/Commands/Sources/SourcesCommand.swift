import ArgumentParser

/// `herald sources`
struct SourcesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sources",
        abstract: "Manage sources: doors a provider's webhooks come in by.",
        subcommands: [
            SourcesAddCommand.self, SourcesListCommand.self, SourcesShowCommand.self, SourcesUpdateCommand.self,
            SourcesRotateCommand.self, SourcesDeleteCommand.self,
        ]
    )
}
