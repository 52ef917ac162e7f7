import ArgumentParser
import HeraldJSON
import HeraldModel

/// `herald sources add`
struct SourcesAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Open a source and show the URL to give the provider.",
        discussion: """
            EXAMPLES:
              herald sources add --provider socialplus --secret 8c1f…
              herald sources add --provider stream --secret key1:secret1 --name production
            """
    )

    @Option(help: "Whose webhooks come in: socialplus, sendbird, stream or standard.")
    var provider: Dialect
    @OptionGroup var secrets: SourceSecretOptions
    @Option(help: "A name for people.")
    var name: String?
    @Option(
        name: .customLong("allow"),
        help: ArgumentHelp(
            "Take requests from these addresses only; repeat it for several. 'provider': those the provider publishes.",
            valueName: "range"))
    var allowedAddresses: [String] = []
    @OptionGroup var network: NetworkOptions
    @OptionGroup var server: ServerOptions

    func run() async throws {
        let client = try server.client()
        let id = try await network.resolve(with: client)
        var body = JSONObject([.init("provider", .string(provider.rawValue))])
        body["secrets"] = secrets.json(isStream: provider == .stream)
        if !allowedAddresses.isEmpty { body["allowedAddresses"] = .array(allowedAddresses.map(JSONValue.string)) }
        body["name"] = name.map(JSONValue.string)
        let answer = try await client.call(.post, "/v1/networks/\(id)/sources", body: .object(body))
        let console = CommandContext.current.console
        if server.json { return console.print(json: answer) }
        SourceView.print(answer, server: client.base, on: console)
        console.print(SourceView.hint(for: provider))
    }
}
