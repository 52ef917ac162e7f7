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
              herald networks update net_0h2… --portal-colour '#0f62fe' --portal-origin https://app.example.com
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
    @Option(help: "What its portal calls itself.")
    var portalName: String?
    @Option(help: ArgumentHelp("Its portal's accent.", valueName: "#rrggbb"))
    var portalColour: String?
    @Option(
        name: .customLong("portal-origin"), parsing: .singleValue,
        help: ArgumentHelp("A site that may show the portal in a frame; repeat for all of them.", valueName: "origin")
    )
    var portalOrigins: [String] = []
    @OptionGroup var server: ServerOptions

    func validate() throws {
        if name == nil, region == nil, validation == nil, portal.isEmpty {
            throw ValidationError("Say what to change: --name, --region, --validation or --portal-….")
        }
    }

    private var portal: JSONObject {
        var object = JSONObject()
        object["name"] = portalName.map(JSONValue.string)
        object["colour"] = portalColour.map(JSONValue.string)
        if !portalOrigins.isEmpty { object["origins"] = .array(portalOrigins.map(JSONValue.string)) }
        return object
    }

    func run() async throws {
        let client = try server.client()
        let id = try await NetworkOptions.resolve(network, with: client)
        var body = JSONObject()
        body["name"] = name.map(JSONValue.string)
        body["region"] = region.map(JSONValue.string)
        body["validation"] = validation.map { .string($0.rawValue) }
        if !portal.isEmpty { body["portal"] = .object(portal) }
        let answer = try await client.call(.patch, "/v1/networks/\(id)", body: .object(body))
        let console = CommandContext.current.console
        if server.json { return console.print(json: answer) }
        NetworkView.print(answer, on: console)
    }
}
