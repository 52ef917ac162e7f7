import ArgumentParser
import HeraldJSON

/// `herald webhooks rotate-secret`
struct WebhooksRotateSecretCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate-secret",
        abstract: "Give a webhook a new secret.",
        discussion: """
            For --overlap seconds requests are signed so that receivers with the old secret still accept them,
            where the dialect can carry two signatures. The new secret is shown once, in the answer.

            EXAMPLES:
              herald webhooks rotate-secret whk_0h2… --overlap 86400
            """
    )

    @Option(help: ArgumentHelp("How long the old secret stays valid.", valueName: "seconds"))
    var overlap: Int?
    @OptionGroup var target: WebhookTarget

    func run() async throws {
        let (client, path) = try await target.resolve()
        var body = JSONObject()
        body["overlapSeconds"] = overlap.map { .number(JSONNumber($0)) }
        let answer = try await client.call(.post, path + "/rotate-secret", body: .object(body))
        let console = CommandContext.current.console
        if target.server.json { return console.print(json: answer) }
        WebhookView.print(answer, on: console, withSecret: true)
    }
}
