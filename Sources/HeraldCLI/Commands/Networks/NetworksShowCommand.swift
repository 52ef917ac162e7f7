import ArgumentParser

/// `herald networks show`
struct NetworksShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one network.",
        discussion: """
            EXAMPLES:
              herald networks show "My community"
            """
    )

    @Argument(help: "The network, by id or by name.")
    var network: String?
    @OptionGroup var server: ServerOptions

    func run() async throws {
        let client = try server.client()
        let id = try await NetworkOptions.resolve(
            network ?? CommandContext.current.variable("HERALD_NETWORK"), with: client
        )
        let answer = try await client.call(.get, "/v1/networks/\(id)")
        let console = CommandContext.current.console
        if server.json { return console.print(json: answer) }
        NetworkView.print(answer, on: console)
    }
}
