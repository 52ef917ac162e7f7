import ArgumentParser
import HeraldJSON

/// `herald alerts delete`
struct AlertsDeleteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Delete an alert rule.",
        discussion: """
            If it fires, it is said to be over.

            EXAMPLES:
              herald alerts delete alr_…
            """
    )

    @Argument(help: "The rule's id.")
    var alert: String
    @OptionGroup var network: NetworkOptions
    @OptionGroup var server: ServerOptions

    func run() async throws {
        let client = try server.client()
        let id = try await network.resolve(with: client)
        _ = try await client.call(.delete, "/v1/networks/\(id)/alerts/\(APIClient.escape(alert))")
        let console = CommandContext.current.console
        if server.json { return console.print(json: ["deleted": .string(alert)]) }
        console.print("Deleted \(TextWidth.harmless(alert)).")
    }
}
