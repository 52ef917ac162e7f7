import ArgumentParser
import HeraldJSON

/// `herald sources list`
struct SourcesListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List a network's sources with what came in since the server started.",
        discussion: """
            EXAMPLES:
              herald sources list --network "My community"
            """
    )

    @OptionGroup var network: NetworkOptions
    @OptionGroup var server: ServerOptions

    func run() async throws {
        let client = try server.client()
        let id = try await network.resolve(with: client)
        let answer = try await client.call(.get, "/v1/networks/\(id)/sources")
        let console = CommandContext.current.console
        if server.json { return console.print(json: answer) }
        var table = Table(["ID", "PROVIDER", "NAME", "STATE", .number("ACCEPTED"), .number("DUPLICATES"), "REFUSED"])
        for source in answer["data"]?.array ?? [] {
            let stats = source["stats"] ?? .null
            table.add([
                source.text("id"), source.text("provider"), source.text("name"),
                source["enabled"]?.bool == false ? "off" : "on", stats.text("accepted"), stats.text("duplicates"),
                SourceView.refused(stats),
            ])
        }
        console.print(table, whenEmpty: "No sources yet. Open one: herald sources add --provider … --secret …")
    }
}
