import ArgumentParser
import HeraldJSON

/// `herald hooks update`
struct HooksUpdateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update",
        abstract: "Change a hook.",
        discussion: """
            Only what is given changes.

            EXAMPLES:
              herald hooks update before-message-send --shadow
              herald hooks update pre-hook --no-enabled
            """
    )

    @Option(help: "Where calls go.")
    var url: String?
    @OptionGroup var fields: HookFields
    @OptionGroup var target: HookTarget

    func run() async throws {
        var body = fields.body()
        body["url"] = url.map(JSONValue.string)
        guard !body.isEmpty else {
            throw CommandFailure(
                "Nothing to change was given.", status: .usage, hint: "See 'herald hooks update --help'."
            )
        }
        let (client, path) = try await target.resolve()
        let answer = try await client.call(.patch, path, body: .object(body))
        let console = CommandContext.current.console
        if target.server.json { return console.print(json: answer) }
        HookView.print(answer, on: console)
    }
}
