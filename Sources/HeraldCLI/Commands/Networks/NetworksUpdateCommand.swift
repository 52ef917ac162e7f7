import ArgumentParser
import HeraldJSON
import HeraldModel

/// `herald networks update`
struct NetworksUpdateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update",
        abstract: "Change a network.",
        discussion: """
            EXAMPLES:
              herald networks update "My community" --validation strict
              herald networks update net_0h2… --name "Our community"
            """
    )

    @Argument(help: "The network, by id or by name.")
    var network: String
    @Option(help: "The new name.")
    var name: String?
    @Option(help: "The region deliveries leave from.")
    var region: String?
    @Option(help: "What publishing does with types the catalogue does not know.")
    var validation: Validation?
    @OptionGroup var server: ServerOptions

    func validate() throws {
        if name == nil, region == nil, validation == nil {
            throw ValidationError("Say what to change: --name, --region or --validation.")
        }
    }

    func run() async throws {
        let client = try server.client()
        let id = try await NetworkOptions.resolve(network, with: client)
        var body = JSONObject()
        body["name"] = name.map(JSONValue.string)
        body["region"] = region.map(JSONValue.string)
        body["validation"] = validation.map { .string($0.rawValue) }
        let answer = try await client.call(.patch, "/v1/networks/\(id)", body: .object(body))
        let console = CommandContext.current.console
        if server.json { return console.print(json: answer) }
        NetworkView.print(answer, on: console)
    }
}
