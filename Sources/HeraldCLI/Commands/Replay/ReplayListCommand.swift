import ArgumentParser
import HeraldJSON

/// `herald replay list`
struct ReplayListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List a network's replays, newest first.",
        discussion: """
            EXAMPLES:
              herald replay list
            """
    )

    @OptionGroup var network: NetworkOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var list: ListOptions

    func run() async throws {
        let client = try server.client()
        let id = try await network.resolve(with: client)
        let answer = try await client.call(.get, "/v1/networks/\(id)/replays", query: list.query)
        let console = CommandContext.current.console
        if server.json { return console.print(json: answer) }
        var table = Table(["ID", "WEBHOOK", "EVENTS", "STATE", "MATCHED", "QUEUED", "DELIVERED", "FAILED", "CREATED"])
        for replay in answer["data"]?.array ?? [] {
            let progress = replay["progress"] ?? .null
            table.add([
                replay.text("id"), replay.text("webhookId"), replay.text("status"), replay.text("state"),
                progress.text("matched"), progress.text("enqueued"), progress.text("delivered"),
                progress.text("failed"), replay.text("createdAt"),
            ])
        }
        console.print(table, whenEmpty: "No replays yet. Order one: herald replay --webhook whk_… --since 2h --dry-run")
        console.printMore(answer)
    }
}
