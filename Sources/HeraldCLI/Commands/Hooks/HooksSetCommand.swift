import ArgumentParser
import HeraldJSON

/// `herald hooks set`
struct HooksSetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Set a hook: where calls go and what counts when they fail.",
        discussion: """
            What is not given gets its default; a hook that was there keeps its secret. The URL of a custom-command \
            hook may hold {type}, which becomes the command's name.

            EXAMPLES:
              herald hooks set before-message-send --url https://example.com/filter --on-failure deny
              herald hooks set custom-command --url 'https://example.com/commands?type={type}'
              herald hooks set pre-hook --url https://example.com/prehook --timeout-ms 2000
            """
    )

    @Option(help: "Where calls go.")
    var url: String
    @OptionGroup var fields: HookFields
    @OptionGroup var target: HookTarget

    func run() async throws {
        var body = JSONObject([.init("url", .string(url))])
        for member in fields.body().members { body[member.key] = member.value }
        let (client, path) = try await target.resolve()
        let answer = try await client.call(.put, path, body: .object(body))
        let console = CommandContext.current.console
        if target.server.json { return console.print(json: answer) }
        HookView.print(answer, on: console)
    }
}
