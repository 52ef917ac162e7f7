import ArgumentParser
import HeraldJSON

/// `herald networks portal-link`
struct NetworksPortalLinkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "portal-link",
        abstract: "Make a link to a network's portal, or revoke all of them.",
        discussion: """
            Whoever has the link sees the network's webhooks, deliveries and catalogue until it expires, and nothing
            else. --revoke-all makes every link of the network worthless and ends the sessions they opened.

            EXAMPLES:
              herald networks portal-link "My community" --expires 2h --viewer Ada
              herald networks portal-link "My community" --role read
              herald networks portal-link "My community" --revoke-all
            """
    )

    @Argument(help: "The network, by id or by name.")
    var network: String
    @Option(help: ArgumentHelp("How long it opens: 15m, 2h, 7d at most.", valueName: "age"))
    var expires = "1h"
    @Option(help: "What its holder may do: manage or read.")
    var role = "manage"
    @Option(help: "The name the portal shows for its holder.")
    var viewer: String?
    @Flag(help: "Make no link; revoke all there are.")
    var revokeAll = false
    @OptionGroup var server: ServerOptions

    func validate() throws {
        guard let seconds = Moment.seconds(expires), (60...604_800).contains(seconds) else {
            throw ValidationError("--expires takes an age from 1m to 7d, such as 15m or 2h.")
        }
    }

    func run() async throws {
        let client = try server.client()
        let id = try await NetworkOptions.resolve(network, with: client)
        let console = CommandContext.current.console
        if revokeAll {
            _ = try await client.call(.delete, "/v1/networks/\(id)/portal-links")
            if server.json { return console.print(json: ["revoked": .string(id)]) }
            return console.print("Revoked all portal links of \(id).")
        }
        var body = JSONObject([
            .init("expiresInSeconds", .number(JSONNumber(Moment.seconds(expires) ?? 3600))),
            .init("role", .string(role)),
        ])
        body["viewer"] = viewer.map(JSONValue.string)
        let link = try await client.call(.post, "/v1/networks/\(id)/portal-links", body: .object(body))
        if server.json { return console.print(json: link) }
        console.print(fields: [("url", link.text("url")), ("expiresAt", link.text("expiresAt"))])
    }
}
