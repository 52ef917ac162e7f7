import ArgumentParser
import HeraldJSON

/// `herald webhooks test`
struct WebhooksTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Send a sample event to a webhook now and show what came back.",
        discussion: """
            Ends with 1 when the receiver did not accept it.

            EXAMPLES:
              herald webhooks test whk_0h2…
              herald webhooks test whk_0h2… --type v3.post.didCreate
            """
    )

    @Option(help: "The event type to send.")
    var type: String?
    @OptionGroup var target: WebhookTarget

    func run() async throws {
        let (client, path) = try await target.resolve()
        var body = JSONObject()
        body["type"] = type.map(JSONValue.string)
        let answer = try await client.call(.post, path + "/test", body: .object(body))
        let console = CommandContext.current.console
        if target.server.json {
            console.print(json: answer)
        } else {
            ProbeView.print(answer, on: console)
        }
        if !ProbeView.isSuccess(answer) { throw CommandFailure.silent(.failure) }
    }
}
