import ArgumentParser
import HeraldJSON

/// `herald commands create`
struct CommandsCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Create a custom command.",
        discussion: """
            What it answers comes from the network's custom-command hook; see 'herald hooks set --help'.

            EXAMPLES:
              herald commands create ticket --description 'Open a ticket' --args '[text]' --set support_set
            """
    )

    @Argument(help: "What users type after the slash.")
    var name: String
    @OptionGroup var fields: ChatCommandFields
    @OptionGroup var network: NetworkOptions
    @OptionGroup var server: ServerOptions

    func run() async throws {
        var body = JSONObject([.init("name", .string(name))])
        for member in fields.body().members { body[member.key] = member.value }
        let client = try server.client()
        let id = try await network.resolve(with: client)
        let answer = try await client.call(.post, "/v1/networks/\(id)/commands", body: .object(body))
        let console = CommandContext.current.console
        if server.json { return console.print(json: answer) }
        ChatCommandView.print(answer, on: console)
    }
}
