import ArgumentParser
import HeraldJSON

/// `herald webhooks create`
struct WebhooksCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Register a webhook.",
        discussion: """
            The answer shows the secret that signs its requests; it is not shown again.

            EXAMPLES:
              herald webhooks create --url https://example.com/hooks --events '*'
              herald webhooks create --url https://example.com/chat --events 'message.*,channel.*' --ordering key
              herald webhooks create --url https://example.com/x --events message.didCreate \\
                --filter '{"path":"/data/messages/0/channelId","in":["general"]}'
            """
    )

    @Option(help: "Where requests go.")
    var url: String
    @Option(help: "The signing secret to use; made by the server when not given.")
    var secret: String?
    @OptionGroup var fields: WebhookFields
    @OptionGroup var network: NetworkOptions
    @OptionGroup var server: ServerOptions

    func run() async throws {
        var body = try fields.body()
        body["url"] = .string(url)
        if body["events"] == nil { body["events"] = ["*"] }
        body["secret"] = secret.map(JSONValue.string)
        let client = try server.client()
        let id = try await network.resolve(with: client)
        let webhook = try await client.call(.post, "/v1/networks/\(id)/webhooks", body: .object(body))
        let console = CommandContext.current.console
        if server.json { return console.print(json: webhook) }
        WebhookView.print(webhook, on: console, withSecret: true)
        console.print()
        console.print("Next: herald webhooks test \(webhook.text("id")) --network \(id)")
    }
}
