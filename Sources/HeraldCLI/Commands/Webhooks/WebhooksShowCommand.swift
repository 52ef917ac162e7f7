import ArgumentParser

/// `herald webhooks show`
struct WebhooksShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one webhook.",
        discussion: """
            EXAMPLES:
              herald webhooks show whk_0h2…
            """
    )

    @OptionGroup var target: WebhookTarget

    func run() async throws {
        let (client, path) = try await target.resolve()
        let answer = try await client.call(.get, path)
        let console = CommandContext.current.console
        if target.server.json { return console.print(json: answer) }
        WebhookView.print(answer, on: console)
    }
}
