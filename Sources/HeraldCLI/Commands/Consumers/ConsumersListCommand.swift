import ArgumentParser
import HeraldJSON

/// `herald consumers list`
struct ConsumersListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List a network's consumers with how far they have come.",
        discussion: """
            EXAMPLES:
              herald consumers list --network "My community"
            """
    )

    @OptionGroup var network: NetworkOptions
    @OptionGroup var server: ServerOptions

    func run() async throws {
        let client = try server.client()
        let id = try await network.resolve(with: client)
        let answer = try await client.call(.get, "/v1/networks/\(id)/consumers")
        let console = CommandContext.current.console
        if server.json { return console.print(json: answer) }
        var table = Table([
            "NAME", "EVENTS", .number("LAG"), .number("LEASED"), .number("WAITING"), .number("DEAD"), "OLDEST",
        ])
        for consumer in answer["data"]?.array ?? [] {
            table.add([
                consumer.text("name"), consumer.text("events"), ConsumerView.lag(of: consumer),
                consumer.text("leased"), consumer.text("waiting"), consumer.text("dead"),
                consumer.text("oldestUnacknowledgedAt"),
            ])
        }
        console.print(table, whenEmpty: "No consumers yet. Create one: herald consumers create my-worker")
    }
}
