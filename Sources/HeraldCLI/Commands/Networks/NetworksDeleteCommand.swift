import ArgumentParser
import HeraldJSON

/// `herald networks delete`
struct NetworksDeleteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Delete a network with everything in it.",
        discussion: """
            Webhooks, events and deliveries of the network go with it. This cannot be undone, so it wants --yes.

            EXAMPLES:
              herald networks delete "My community" --yes
            """
    )

    @Argument(help: "The network, by id or by name.")
    var network: String
    @Flag(help: "Really delete it.")
    var yes = false
    @OptionGroup var server: ServerOptions

    func validate() throws {
        guard yes else { throw ValidationError("Deleting a network deletes its events too. Add --yes to do it.") }
    }

    func run() async throws {
        let client = try server.client()
        let id = try await NetworkOptions.resolve(network, with: client)
        _ = try await client.call(.delete, "/v1/networks/\(id)")
        let console = CommandContext.current.console
        if server.json { return console.print(json: ["deleted": .string(id)]) }
        console.print("Deleted \(id).")
    }
}
