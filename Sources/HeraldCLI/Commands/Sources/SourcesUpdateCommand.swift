import ArgumentParser
import HeraldJSON

/// `herald sources update`
struct SourcesUpdateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update",
        abstract: "Change a source.",
        discussion: """
            Only what is given changes. A source that is switched off answers 503, so that the provider repeats.

            EXAMPLES:
              herald sources update src_0h2… --name production
              herald sources update src_0h2… --no-enabled
              herald sources update src_0h2… --allow provider --allow 192.0.2.0/24
            """
    )

    @Option(help: "A name for people.")
    var name: String?
    @Flag(name: .customLong("enabled"), inversion: .prefixedNo, help: "Take requests at all.")
    var isEnabled: Bool?
    @Option(
        name: .customLong("allow"),
        help: ArgumentHelp(
            "Take requests from these addresses only; repeat it for several. 'provider': those the provider publishes.",
            valueName: "range"))
    var allowedAddresses: [String] = []
    @Flag(name: .customLong("allow-all"), help: "Take requests from everywhere again.")
    var allowsAll = false
    @OptionGroup var target: SourceTarget

    func validate() throws {
        guard allowedAddresses.isEmpty || !allowsAll else {
            throw ValidationError("Give --allow or --allow-all, not both.")
        }
    }

    func run() async throws {
        var body = JSONObject()
        body["name"] = name.map(JSONValue.string)
        body["enabled"] = isEnabled.map(JSONValue.bool)
        if allowsAll { body["allowedAddresses"] = .null }
        if !allowedAddresses.isEmpty { body["allowedAddresses"] = .array(allowedAddresses.map(JSONValue.string)) }
        guard !body.isEmpty else {
            throw CommandFailure(
                "Nothing to change was given.", status: .usage, hint: "See 'herald sources update --help'."
            )
        }
        let (client, path) = try await target.resolve()
        let answer = try await client.call(.patch, path, body: .object(body))
        let console = CommandContext.current.console
        if target.server.json { return console.print(json: answer) }
        SourceView.print(answer, server: client.base, on: console)
    }
}
