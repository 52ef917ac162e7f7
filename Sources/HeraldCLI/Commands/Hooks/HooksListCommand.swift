import ArgumentParser
import HeraldJSON

/// `herald hooks list`
struct HooksListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List a network's synchronous hooks.",
        discussion: """
            The values in a URL's query are hidden, because some receivers keep a key there.

            EXAMPLES:
              herald hooks list --network "My community"
            """
    )

    @OptionGroup var network: NetworkOptions
    @OptionGroup var server: ServerOptions

    func run() async throws {
        let client = try server.client()
        let id = try await network.resolve(with: client)
        let answer = try await client.call(.get, "/v1/networks/\(id)/hooks")
        let console = CommandContext.current.console
        if server.json { return console.print(json: answer) }
        var table = Table(["KIND", "URL", .number("TIMEOUT MS"), "ON FAILURE", "STATE"])
        for hook in answer["data"]?.array ?? [] {
            table.add([
                hook.text("kind"), Redaction.url(hook.text("url")), hook.text("timeoutMs"), hook.text("onFailure"),
                HookView.state(of: hook),
            ])
        }
        console.print(table, whenEmpty: "No hooks yet. Set one: herald hooks set before-message-send --url https://…")
    }
}
