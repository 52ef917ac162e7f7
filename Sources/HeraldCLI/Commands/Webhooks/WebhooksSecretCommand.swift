import ArgumentParser
import HeraldJSON

/// `herald webhooks secret`
struct WebhooksSecretCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "secret",
        abstract: "Show a webhook's signing secret.",
        discussion: """
            Shows the secrets of the webhook's own that still count, the newest first. A webhook that its network's \
            credential signs for has none.

            EXAMPLES:
              herald webhooks secret whk_0h2…
            """
    )

    @OptionGroup var target: WebhookTarget

    func run() async throws {
        let (client, path) = try await target.resolve()
        let answer = try await client.call(.get, path + "/secret")
        let console = CommandContext.current.console
        if target.server.json { return console.print(json: answer) }
        let secrets = answer["secrets"]?.array ?? []
        guard !secrets.isEmpty else {
            return console.print("The network's credential signs; the webhook has no secret.")
        }
        for secret in secrets {
            let end = secret["expiresAt"]?.string.map { "  (until \($0))" } ?? ""
            console.print((secret["secret"]?.string ?? "") + end)
        }
    }
}
