import ArgumentParser
import HeraldJSON
import HeraldModel

/// `herald keys delete`
struct KeysDeleteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Delete an API key. It stops working at once.",
        discussion: """
            EXAMPLES:
              herald keys delete key_0h2…
            """
    )

    @Argument(help: "The key's id (key_…), not the key itself.")
    var id: String
    @OptionGroup var server: ServerOptions

    func validate() throws {
        guard KeyID(id) != nil else { throw ValidationError("Give the key's id (key_…); see 'herald keys list'.") }
    }

    func run() async throws {
        _ = try await server.client().call(.delete, "/v1/keys/\(id)")
        let console = CommandContext.current.console
        if server.json { return console.print(json: ["deleted": .string(id)]) }
        console.print("Deleted \(id).")
    }
}
