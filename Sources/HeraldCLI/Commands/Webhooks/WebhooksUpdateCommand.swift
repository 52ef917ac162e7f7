import ArgumentParser
import HeraldJSON

/// `herald webhooks update`
struct WebhooksUpdateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update",
        abstract: "Change a webhook.",
        discussion: """
            Only what is given changes. What is still owed goes out under the new settings.

            EXAMPLES:
              herald webhooks update whk_0h2… --events 'message.*' --rate-limit 50
              herald webhooks update whk_0h2… --url https://example.com/new --retry vendor
            """
    )

    @Option(help: "Where requests go.")
    var url: String?
    @OptionGroup var fields: WebhookFields
    @OptionGroup var target: WebhookTarget

    func run() async throws {
        var body = try fields.body()
        body["url"] = url.map(JSONValue.string)
        guard !body.isEmpty else {
            throw CommandFailure(
                "Nothing to change was given.", status: .usage, hint: "See 'herald webhooks update --help'."
            )
        }
        let (client, path) = try await target.resolve()
        let answer = try await client.call(.patch, path, body: .object(body))
        let console = CommandContext.current.console
        if target.server.json { return console.print(json: answer) }
        WebhookView.print(answer, on: console)
    }
}
