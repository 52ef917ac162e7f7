import ArgumentParser

/// `herald webhooks pause`
struct WebhooksPauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause",
        abstract: "Stop sending to a webhook; what it is owed waits.",
        discussion: """
            EXAMPLES:
              herald webhooks pause whk_0h2…
            """
    )

    @OptionGroup var target: WebhookTarget

    func run() async throws {
        let (client, path) = try await target.resolve()
        let answer = try await client.call(.post, path + "/pause")
        let console = CommandContext.current.console
        if target.server.json { return console.print(json: answer) }
        console.print("Paused \(target.webhook).")
    }
}
