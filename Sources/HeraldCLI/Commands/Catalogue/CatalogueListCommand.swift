import ArgumentParser
import HeraldCatalogue
import HeraldJSON
import HeraldModel

/// `herald catalogue list`
struct CatalogueListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List event types.",
        discussion: """
            Lists the current types; --all adds withdrawn names and aliases. With --network the server is asked.

            EXAMPLES:
              herald catalogue list
              herald catalogue list --group message
              herald catalogue list --search reaction --all --json
            """
    )

    @Option(help: "The dialect.")
    var dialect: Dialect = .socialplus
    @Option(help: "Only this family, such as channel or post.")
    var group: String?
    @Option(help: ArgumentHelp("Only types whose name or summary holds this.", valueName: "text"))
    var search: String?
    @Flag(help: "Withdrawn names and aliases too.")
    var all = false
    @Option(help: ArgumentHelp("Ask the server for this network's catalogue.", valueName: "id|name"))
    var network: String?
    @OptionGroup var server: ServerOptions

    func run() async throws {
        let console = CommandContext.current.console
        let entries = try await entries().filter(isWanted)
        if server.json { return console.print(json: ["data": .array(entries), "nextCursor": nil]) }
        var table = Table(["TYPE", "GROUP", "STATUS", "SUMMARY"])
        for entry in entries { table.add(["type", "group", "status", "summary"].map(entry.text)) }
        console.print(table, whenEmpty: "No event type fits.")
        if !entries.isEmpty { console.print(console.style(.dim, "\(entries.count) types")) }
    }

    private func entries() async throws -> [JSONValue] {
        guard let network else { return try CatalogueSource.catalogue(for: dialect).types.map(\.summaryJSON) }
        let client = try server.client()
        let id = try await NetworkOptions.resolve(network, with: client)
        return try await client.call(.get, "/v1/networks/\(id)/catalogue")["data"]?.array ?? []
    }

    /// Whether an entry passes the filters.
    func isWanted(_ entry: JSONValue) -> Bool {
        if !all, let status = entry["status"]?.string, status != "current" { return false }
        if let group, entry.text("group") != group { return false }
        guard let wanted = search?.lowercased() else { return true }
        return entry.text("type").lowercased().contains(wanted)
            || entry.text("summary").lowercased().contains(wanted)
    }
}
