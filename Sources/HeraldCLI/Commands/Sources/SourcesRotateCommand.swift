import ArgumentParser
import HeraldJSON

/// `herald sources rotate`
struct SourcesRotateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate",
        abstract: "Add a new secret to a source and let the old one expire.",
        discussion: """
            Both are accepted for --overlap seconds, a day unless given; with 0 the old one is retired at once.

            EXAMPLES:
              herald sources rotate src_0h2… --secret 77ab… --overlap 3600
            """
    )

    @Option(help: "The new secret, as the provider shows it.")
    var secret: String
    @Option(help: "The API key it belongs to (stream only).")
    var apiKey: String?
    @Option(help: ArgumentHelp("How long the old secret stays accepted.", valueName: "seconds"))
    var overlap: Int?
    @OptionGroup var target: SourceTarget

    func run() async throws {
        let (client, path) = try await target.resolve()
        var body = JSONObject([.init("secret", .string(secret))])
        body["apiKey"] = apiKey.map(JSONValue.string)
        body["overlapSeconds"] = overlap.map { .number(JSONNumber($0)) }
        let answer = try await client.call(.post, path + "/rotate-secret", body: .object(body))
        let console = CommandContext.current.console
        if target.server.json { return console.print(json: answer) }
        SourceView.print(answer, server: client.base, on: console)
    }
}
