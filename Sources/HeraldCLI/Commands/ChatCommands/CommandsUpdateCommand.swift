import ArgumentParser
import HeraldJSON

/// `herald commands update`
struct CommandsUpdateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update",
        abstract: "Change a custom command.",
        discussion: """
            Only what is given changes; the name stays.

            EXAMPLES:
              herald commands update ticket --args '[title] [text]'
            """
    )

    @Argument(help: "The command's name.")
    var name: String
    @OptionGroup var fields: ChatCommandFields
    @OptionGroup var network: NetworkOptions
    @OptionGroup var server: ServerOptions

    func run() async throws {
        let body = fields.body()
        guard !body.isEmpty else {
            throw CommandFailure(
                "Nothing to change was given.", status: .usage, hint: "See 'herald commands update --help'."
            )
        }
        let client = try server.client()
        let id = try await network.resolve(with: client)
        let path = "/v1/networks/\(id)/commands/\(APIClient.escape(name))"
        let answer = try await client.call(.put, path, body: .object(body))
        let console = CommandContext.current.console
        if server.json { return console.print(json: answer) }
        ChatCommandView.print(answer, on: console)
    }
}
