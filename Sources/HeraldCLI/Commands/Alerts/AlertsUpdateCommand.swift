import ArgumentParser
import HeraldJSON

/// `herald alerts update`
struct AlertsUpdateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update",
        abstract: "Change an alert rule.",
        discussion: """
            Only what is given changes; what is measured stays.

            EXAMPLES:
              herald alerts update alr_… --threshold 5000
              herald alerts update alr_… --no-enabled
            """
    )

    @Argument(help: "The rule's id.")
    var alert: String
    @Option(help: "What people will call it.")
    var name: String?
    @Option(help: "A rate, a number of deliveries, or seconds.")
    var threshold: Double?
    @OptionGroup var fields: AlertFields
    @OptionGroup var network: NetworkOptions
    @OptionGroup var server: ServerOptions

    func validate() throws {
        guard threshold?.isFinite != false else { throw ValidationError("--threshold takes a number.") }
    }

    func run() async throws {
        var body = fields.body()
        body["name"] = name.map(JSONValue.string)
        body["threshold"] = threshold.flatMap { JSONNumber($0) }.map(JSONValue.number)
        guard !body.isEmpty else {
            throw CommandFailure(
                "Nothing to change was given.", status: .usage, hint: "See 'herald alerts update --help'."
            )
        }
        let client = try server.client()
        let id = try await network.resolve(with: client)
        let path = "/v1/networks/\(id)/alerts/\(APIClient.escape(alert))"
        let answer = try await client.call(.patch, path, body: .object(body))
        let console = CommandContext.current.console
        if server.json { return console.print(json: answer) }
        AlertView.print(answer, on: console)
    }
}
