import ArgumentParser
import HeraldJSON

/// `herald commands delete`
struct CommandsDeleteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Delete a custom command.",
        discussion: """
            EXAMPLES:
              herald commands delete ticket
            """
    )

    @Argument(help: "The command's name.")
    var name: String
    @OptionGroup var network: NetworkOptions
    @OptionGroup var server: ServerOptions

    func run() async throws {
        let client = try server.client()
        let id = try await network.resolve(with: client)
        _ = try await client.call(.delete, "/v1/networks/\(id)/commands/\(APIClient.escape(name))")
        let console = CommandContext.current.console
        if server.json { return console.print(json: ["deleted": .string(name)]) }
        console.print("Deleted \(name).")
    }
}
