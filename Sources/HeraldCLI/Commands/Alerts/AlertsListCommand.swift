import ArgumentParser
import HeraldJSON

/// `herald alerts list`
struct AlertsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List a network's alert rules and where they stand.",
        discussion: """
            EXAMPLES:
              herald alerts list --network "My community"
            """
    )

    @OptionGroup var list: ListOptions
    @OptionGroup var network: NetworkOptions
    @OptionGroup var server: ServerOptions

    func run() async throws {
        let client = try server.client()
        let id = try await network.resolve(with: client)
        let answer = try await client.call(.get, "/v1/networks/\(id)/alerts", query: list.query)
        let console = CommandContext.current.console
        if server.json { return console.print(json: answer) }
        var table = Table(["ID", "STATE", "CONDITION", "VALUE", "OF", "NAME"])
        for alert in answer["data"]?.array ?? [] {
            table.add([
                alert.text("id"), AlertView.state(of: alert), AlertView.condition(of: alert), alert.text("value"),
                AlertView.subject(of: alert), alert.text("name"),
            ])
        }
        console.print(table, whenEmpty: "No alert rules yet. See 'herald alerts create --help'.")
        console.printMore(answer)
    }
}
