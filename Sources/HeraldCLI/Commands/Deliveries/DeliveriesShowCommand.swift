import ArgumentParser

/// `herald deliveries show`
struct DeliveriesShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a delivery with every attempt and what came back.",
        discussion: """
            EXAMPLES:
              herald deliveries show dlv_0h2…
            """
    )

    @Argument(help: "The delivery's id (dlv_…).")
    var delivery: String
    @OptionGroup var network: NetworkOptions
    @OptionGroup var server: ServerOptions

    func run() async throws {
        let client = try server.client()
        let id = try await network.resolve(with: client)
        let answer = try await client.call(.get, "/v1/networks/\(id)/deliveries/\(APIClient.escape(delivery))")
        let console = CommandContext.current.console
        if server.json { return console.print(json: answer) }
        DeliveryView.print(answer, on: console)
    }
}
