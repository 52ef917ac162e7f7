import ArgumentParser

/// `herald catalogue`
struct CatalogueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalogue",
        abstract: "Look up event types: names, payloads, samples. Works without a server.",
        subcommands: [CatalogueListCommand.self, CatalogueShowCommand.self]
    )
}
