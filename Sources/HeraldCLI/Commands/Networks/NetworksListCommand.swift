import ArgumentParser
import HeraldJSON

/// `herald networks list`
struct NetworksListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the networks this key can see.",
        discussion: """
            EXAMPLES:
              herald networks list
              herald networks list --json | jq -r '.data[].id'
            """
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var list: ListOptions

    func run() async throws {
        let answer = try await server.client().call(.get, "/v1/networks", query: list.query)
        let console = CommandContext.current.console
        if server.json { return console.print(json: answer) }
        var table = Table(["ID", "NAME", "DIALECT", "REGION", "VALIDATION", "CREATED"])
        for network in answer["data"]?.array ?? [] {
            table.add(["id", "name", "dialect", "region", "validation", "createdAt"].map(network.text))
        }
        console.print(table, whenEmpty: "No networks yet. Create one: herald networks create \"My app\"")
        console.printMore(answer)
    }
}
