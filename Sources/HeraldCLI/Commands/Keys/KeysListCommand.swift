import ArgumentParser
import HeraldJSON

/// `herald keys list`
struct KeysListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the API keys. Only their first characters are known.",
        discussion: """
            EXAMPLES:
              herald keys list
            """
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var list: ListOptions

    func run() async throws {
        let answer = try await server.client().call(.get, "/v1/keys", query: list.query)
        let console = CommandContext.current.console
        if server.json { return console.print(json: answer) }
        var table = Table(["ID", "NAME", "ROLE", "NETWORK", "STARTS WITH", "CREATED"])
        for key in answer["data"]?.array ?? [] {
            let network = key.text("network").isEmpty ? key.text("networkId") : key.text("network")
            table.add([
                key.text("id"), key.text("name"), key.text("role"), network, key.text("hint"), key.text("createdAt"),
            ])
        }
        console.print(table, whenEmpty: "No keys.")
        console.printMore(answer)
    }
}
