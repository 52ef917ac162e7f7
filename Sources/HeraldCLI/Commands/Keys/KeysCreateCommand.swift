import ArgumentParser
import HeraldJSON
import HeraldModel

/// `herald keys create`
struct KeysCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Create an API key. It is shown once.",
        discussion: """
            'admin' reaches everything; 'manage', 'publish' and 'read' belong to one network.

            EXAMPLES:
              herald keys create "App backend" --role publish --network "My community"
              herald keys create "Second operator" --role admin
            """
    )

    @Argument(help: "A name for people.")
    var name: String
    @Option(help: "What the key may do.")
    var role: Role
    @OptionGroup var network: NetworkOptions
    @OptionGroup var server: ServerOptions

    func run() async throws {
        let client = try server.client()
        var body = JSONObject([.init("name", .string(name)), .init("role", .string(role.rawValue))])
        if role != .admin { body["network"] = .string(try await network.resolve(with: client)) }
        let answer = try await client.call(.post, "/v1/keys", body: .object(body))
        let console = CommandContext.current.console
        if server.json { return console.print(json: answer) }
        let names = ["id", "name", "role", "network", "networkId", "token", "key", "createdAt"]
        console.print(fields: names.map { ($0, answer.text($0)) }.filter { !$0.1.isEmpty })
    }
}
