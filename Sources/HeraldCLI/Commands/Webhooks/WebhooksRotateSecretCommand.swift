import ArgumentParser
import HeraldJSON

/// `herald webhooks rotate-secret`
struct WebhooksRotateSecretCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate-secret",
        abstract: "Give a webhook a new secret.",
        discussion: """
            For --overlap seconds the old secret stays in force, so that receivers can learn the new one: it goes on \
            signing where the dialect carries one signature (socialplus). Without --overlap the new secret signs at \
            once. The new secret is shown once, in the answer.

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
