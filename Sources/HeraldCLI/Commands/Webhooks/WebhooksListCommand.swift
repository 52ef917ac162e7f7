import ArgumentParser
import HeraldJSON

/// `herald webhooks list`
struct WebhooksListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List a network's webhooks.",
        discussion: """
            The values in a URL's query are hidden, because some receivers keep a key there.

            EXAMPLES:
              herald webhooks list --network "My community"
            """
    )

    @OptionGroup var network: NetworkOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var list: ListOptions

    func run() async throws {
        let client = try server.client()
        let id = try await network.resolve(with: client)
        let answer = try await client.call(.get, "/v1/networks/\(id)/webhooks", query: list.query)
        let console = CommandContext.current.console
        if server.json { return console.print(json: answer) }
        var table = Table(["ID", "URL", "EVENTS", "ORDERING", "STATE", "DESCRIPTION"])
        for webhook in answer["data"]?.array ?? [] {
            table.add([
                webhook.text("id"), Redaction.url(webhook.text("url")), webhook.text("events"),
                webhook.text("ordering"), Self.state(of: webhook), webhook.text("description"),
            ])
        }
        console.print(table, whenEmpty: "No webhooks yet. Create one: herald webhooks create --url https://…")
        console.printMore(answer)
    }

    /// One word for how the webhook is.
    static func state(of webhook: JSONValue) -> String {
        if webhook["paused"]?.bool == true { return "paused" }
        if let health = webhook["health"]?.text("state"), health == "failing" || health == "probing" { return health }
        if webhook["unresolved"]?.bool == true { return "unresolved" }
        return "active"
    }
}
