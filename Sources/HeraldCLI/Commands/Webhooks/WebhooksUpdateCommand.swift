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
              herald webhooks update whk_0h2… --ca-file ca.pem --client-cert-file client.pem --client-key-file key.pem
            """
    )

    @Option(help: "Where requests go.")
    var url: String?
    @Flag(help: "Forget all certificates and the key: the system's issuers, no client certificate.")
    var clearTls = false
    @OptionGroup var fields: WebhookFields
    @OptionGroup var target: WebhookTarget

    func run() async throws {
        var body = try fields.body()
        body["url"] = url.map(JSONValue.string)
        if clearTls { body["tls"] = .null }
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
