import ArgumentParser
import HeraldJSON

/// `herald egress`
struct EgressCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "egress",
        abstract: "Show the addresses deliveries come from, for receivers' allow-lists.",
        discussion: """
            EXAMPLES:
              herald egress
              herald egress --json
            """
    )

    @OptionGroup var server: ServerOptions

    func run() async throws {
        let answer = try await server.client().call(.get, "/v1/egress")
        let console = CommandContext.current.console
        if server.json { return console.print(json: answer) }
        var table = Table(["REGION", "ADDRESS", "FROM", "UNTIL"])
        for region in answer["data"]?.array ?? [] {
            for address in region["addresses"]?.array ?? [] {
                table.add([
                    region.text("region"), address.text("address"), address.text("validFrom"),
                    address.text("validUntil"),
                ])
            }
        }
        console.print(table, whenEmpty: "No addresses are published. Set them under 'egress' in the configuration.")
    }
}
