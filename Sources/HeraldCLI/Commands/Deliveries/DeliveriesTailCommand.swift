import ArgumentParser
import HeraldJSON

/// `herald deliveries tail`
struct DeliveriesTailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tail",
        abstract: "Follow deliveries as they happen. Ends with Ctrl-C.",
        discussion: """
            Asks the server once a second for the newest deliveries, so a very busy network is shown in part.

            EXAMPLES:
              herald deliveries tail
              herald deliveries tail --status failed --json
            """
    )

    @OptionGroup var filter: DeliveryFilter
    @OptionGroup var network: NetworkOptions
    @OptionGroup var server: ServerOptions
    @Option(help: ArgumentHelp("Stop after this long.", valueName: "seconds"))
    var duration: Int?

    func run() async throws {
        let query = try filter.query() + [("limit", "100")]
        let client = try server.client()
        let id = try await network.resolve(with: client)
        let console = CommandContext.current.console
        let clock = ContinuousClock()
        let end = duration.map { clock.now + .seconds($0) }
        var follower = DeliveryFollower()
        while true {
            let answer = try await client.call(.get, "/v1/networks/\(id)/deliveries", query: query)
            for delivery in follower.take(answer["data"]?.array ?? []) {
                if server.json {
                    console.write(delivery.encodedString + "\n")
                } else {
                    console.print(DeliveryView.line(delivery, style: console.style))
                }
            }
            if let end, clock.now >= end { return }
            try await Task.sleep(for: .seconds(1))
        }
    }
}
