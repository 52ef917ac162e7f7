import ArgumentParser
import HeraldJSON

/// `herald commands list`
struct CommandsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List a network's custom commands.",
        discussion: """
            EXAMPLES:
              herald commands list --network "My community"
            """
    )

    @OptionGroup var network: NetworkOptions
    @OptionGroup var server: ServerOptions

    func run() async throws {
        let client = try server.client()
        let id = try await network.resolve(with: client)
        let answer = try await client.call(.get, "/v1/networks/\(id)/commands")
        let console = CommandContext.current.console
        if server.json { return console.print(json: answer) }
        var table = Table(["NAME", "ARGS", "SET", "DESCRIPTION"])
        for command in answer["data"]?.array ?? [] {
            table.add(["name", "args", "set", "description"].map { command.text($0) })
        }
        console.print(table, whenEmpty: "No commands yet. Create one: herald commands create ticket")
    }
}
