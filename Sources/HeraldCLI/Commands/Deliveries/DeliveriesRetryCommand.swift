import ArgumentParser

/// `herald deliveries retry`
struct DeliveriesRetryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Send a delivery again now.",
        discussion: """
            EXAMPLES:
              herald deliveries retry dlv_0h2…
            """
    )

    @Argument(help: "The delivery's id (dlv_…).")
    var delivery: String
    @OptionGroup var network: NetworkOptions
    @OptionGroup var server: ServerOptions

    func run() async throws {
        let client = try server.client()
        let id = try await network.resolve(with: client)
        let path = "/v1/networks/\(id)/deliveries/\(APIClient.escape(delivery))/retry"
        let answer = try await client.call(.post, path)
        let console = CommandContext.current.console
        if server.json { return console.print(json: answer) }
        let name = TextWidth.harmless(delivery)
        console.print("Queued \(name) again. See: herald deliveries show \(name)")
    }
}
