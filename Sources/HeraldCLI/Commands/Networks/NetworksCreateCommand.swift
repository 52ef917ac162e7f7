import ArgumentParser
import HeraldJSON
import HeraldModel

/// `herald networks create`
struct NetworksCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Create a network.",
        discussion: """
            The answer shows the network's credentials; they are not shown again.

            EXAMPLES:
              herald networks create "My community"
              herald networks create "My chat" --dialect sendbird --region eu
              herald networks create "Moved here" --dialect stream --credential apiKey=abc --credential apiSecret=…
            """
    )

    @Argument(help: "A name for people.")
    var name: String
    @Option(help: "The wire format of its webhooks.")
    var dialect: Dialect = .socialplus
    @Option(help: "The region deliveries leave from.")
    var region: String?
    @Option(help: "What publishing does with types the catalogue does not know.")
    var validation: Validation?
    @Option(
        name: .customLong("credential"), parsing: .singleValue,
        help: ArgumentHelp("A credential to keep using; repeat as needed.", valueName: "name=value")
    )
    var credentials: [String] = []
    @OptionGroup var server: ServerOptions

    func run() async throws {
        var body = JSONObject([.init("name", .string(name)), .init("dialect", .string(dialect.rawValue))])
        body["region"] = region.map(JSONValue.string)
        body["validation"] = validation.map { .string($0.rawValue) }
        if !credentials.isEmpty { body["credentials"] = .object(try Self.read(credentials)) }
        let network = try await server.client().call(.post, "/v1/networks", body: .object(body))
        let console = CommandContext.current.console
        if server.json { return console.print(json: network) }
        NetworkView.print(network, on: console, withCredentials: true)
        console.print()
        console.print("Next: herald webhooks create --network \(network.text("id")) --url https://… --events '*'")
    }

    /// Splits `name=value` pairs.
    static func read(_ pairs: [String]) throws(CommandFailure) -> JSONObject {
        var object = JSONObject()
        for pair in pairs {
            guard let equals = pair.firstIndex(of: "="), equals != pair.startIndex else {
                throw CommandFailure("--credential takes name=value.", status: .usage)
            }
            object[String(pair[..<equals])] = .string(String(pair[pair.index(after: equals)...]))
        }
        return object
    }
}
