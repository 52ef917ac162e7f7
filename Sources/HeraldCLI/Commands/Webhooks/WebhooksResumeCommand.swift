import ArgumentParser

/// `herald webhooks resume`
struct WebhooksResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Send to a paused webhook again.",
        discussion: """
            EXAMPLES:
              herald webhooks resume whk_0h2…
            """
    )

    @OptionGroup var target: WebhookTarget

    func run() async throws {
        let (client, path) = try await target.resolve()
        let answer = try await client.call(.post, path + "/resume")
        let console = CommandContext.current.console
        if target.server.json { return console.print(json: answer) }
        console.print("Resumed \(target.webhook).")
    }
}
