import ArgumentParser
import HeraldJSON

/// `herald deliveries list`
struct DeliveriesListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List deliveries, newest first.",
        discussion: """
            EXAMPLES:
              herald deliveries list --status failed --since 1h
              herald deliveries list --webhook whk_0h2… --type message.didCreate --limit 200
            """
    )

    @OptionGroup var filter: DeliveryFilter
    @OptionGroup var list: ListOptions
    @OptionGroup var network: NetworkOptions
    @OptionGroup var server: ServerOptions

    func run() async throws {
        let query = try filter.query() + list.query
        let client = try server.client()
        let id = try await network.resolve(with: client)
        let answer = try await client.call(.get, "/v1/networks/\(id)/deliveries", query: query)
        let console = CommandContext.current.console
        if server.json { return console.print(json: answer) }
        var table = Table(["ID", "TYPE", "WEBHOOK", "STATUS", .number("ATTEMPTS"), "NEXT ATTEMPT"])
        for delivery in answer["data"]?.array ?? [] { table.add(DeliveryView.cells(of: delivery)) }
        let isEnd = answer["nextCursor"]?.string == nil
        console.print(table, whenEmpty: isEnd ? "No deliveries match." : "None found so far; the search can go on.")
        console.printMore(answer)
    }
}
