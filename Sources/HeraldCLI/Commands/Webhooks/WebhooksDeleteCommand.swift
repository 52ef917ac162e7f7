import ArgumentParser
import HeraldJSON

/// `herald webhooks delete`
struct WebhooksDeleteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Delete a webhook. What was still owed to it is not sent.",
        discussion: """
            EXAMPLES:
              herald webhooks delete whk_0h2…
            """
    )

    @OptionGroup var target: WebhookTarget

    func run() async throws {
        let (client, path) = try await target.resolve()
        _ = try await client.call(.delete, path)
        let console = CommandContext.current.console
        if target.server.json { return console.print(json: ["deleted": .string(target.webhook)]) }
        console.print("Deleted \(target.webhook).")
    }
}
