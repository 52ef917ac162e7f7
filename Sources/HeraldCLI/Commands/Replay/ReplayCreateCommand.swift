import ArgumentParser
import HeraldJSON
import HeraldModel

/// `herald replay create`, which `herald replay` means by itself.
struct ReplayCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Order a replay. The default when no other word follows 'replay'.",
        discussion: """
            --status says which events qualify: 'failed' (given up), 'neverDelivered', or 'all'. \
            --dry-run counts and shows a sample without sending anything.

            EXAMPLES:
              herald replay create --webhook whk_0h2… --since 2h --dry-run
              herald replay --webhook whk_0h2… --since 2026-01-31 --status all --types 'message.*' --rate 50
            """,
        aliases: ["start"]
    )

    @Option(help: "The webhook to send to.")
    var webhook: String
    @Option(help: ArgumentHelp("Not before: a time, or how long ago, such as 15m, 2h, 7d.", valueName: "time"))
    var since: String
    @Option(help: ArgumentHelp("Before: a time, or how long ago.", valueName: "time"))
    var until: String?
    @Option(help: ArgumentHelp("Only these types, separated by commas.", valueName: "patterns"))
    var types: String?
    @Option(help: "Which events qualify.")
    var status: Replay.Status = .failed
    @Option(help: ArgumentHelp("At most this many a second.", valueName: "n"))
    var rate: Int?
    @Flag(help: "Only count.")
    var dryRun = false
    @OptionGroup var network: NetworkOptions
    @OptionGroup var server: ServerOptions

    func run() async throws {
        var body = JSONObject([
            .init("webhook", .string(webhook)),
            .init("since", .string(try Moment.read(since, option: "--since"))),
            .init("status", .string(status.rawValue)),
            .init("dryRun", .bool(dryRun)),
        ])
        if let until { body["until"] = .string(try Moment.read(until, option: "--until")) }
        body["types"] = types.map { .array(WebhookFields.split($0).map(JSONValue.string)) }
        body["ratePerSecond"] = rate.map { .number(JSONNumber($0)) }
        let client = try server.client()
        let id = try await network.resolve(with: client)
        let answer = try await client.call(.post, "/v1/networks/\(id)/replays", body: .object(body))
        let console = CommandContext.current.console
        if server.json { return console.print(json: answer) }
        ReplayView.print(answer, isDryRun: dryRun, on: console)
    }
}
