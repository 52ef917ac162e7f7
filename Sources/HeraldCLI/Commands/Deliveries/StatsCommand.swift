import ArgumentParser
import HeraldJSON

/// `herald stats`
struct StatsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Show events, delivered, failed and waiting deliveries, success rate and response times.",
        discussion: """
            EXAMPLES:
              herald stats
              herald stats --window 24h --network "My community"
            """
    )

    @Option(help: ArgumentHelp("How far back, such as 15m, 1h, 24h.", valueName: "time"))
    var window = "1h"
    @OptionGroup var network: NetworkOptions
    @OptionGroup var server: ServerOptions

    func run() async throws {
        let client = try server.client()
        let id = try await network.resolve(with: client)
        let answer = try await client.call(.get, "/v1/networks/\(id)/stats", query: [("window", window)])
        let console = CommandContext.current.console
        if server.json { return console.print(json: answer) }
        console.print(StatsView.table(answer), whenEmpty: "Nothing was delivered in this window.")
    }
}
