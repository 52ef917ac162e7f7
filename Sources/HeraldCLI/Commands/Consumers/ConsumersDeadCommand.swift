import ArgumentParser
import HeraldJSON

/// `herald consumers dead`
struct ConsumersDeadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dead",
        abstract: "List a consumer's dead letters, have them handed out again, or drop them.",
        discussion: """
            An event that was handed out too often without an acknowledgement is a dead letter. Without --event, \
            --requeue and --drop mean all of them. Events are named by their Herald id (evt_…).

            EXAMPLES:
              herald consumers dead my-worker
              herald consumers dead my-worker --requeue
              herald consumers dead my-worker --drop --event evt_0a1b2c3d4e5f6
            """
    )

    @OptionGroup var target: ConsumerTarget
    @OptionGroup var list: ListOptions
    @Flag(help: "Have them handed out again.")
    var requeue = false
    @Flag(help: "Forget them.")
    var drop = false
    @Option(name: .customLong("event"), help: ArgumentHelp("This one only; repeat as needed.", valueName: "id"))
    var events: [String] = []

    func validate() throws {
        guard !(requeue && drop) else { throw ValidationError("Give --requeue or --drop, not both.") }
        guard events.isEmpty || requeue || drop else {
            throw ValidationError("--event goes with --requeue or --drop.")
        }
    }

    func run() async throws {
        let (client, path) = try await target.resolve()
        if requeue { return try await requeueAll(client, path) }
        if drop { return try await dropAll(client, path) }
        let answer = try await client.call(.get, path + "/dead", query: list.query)
        let console = CommandContext.current.console
        if target.server.json { return console.print(json: answer) }
        var table = Table(["EVENT", "TYPE", .number("ATTEMPTS"), "DIED", "REASON"])
        for letter in answer["data"]?.array ?? [] {
            table.add([
                letter.text("heraldId"), letter.text("type"), letter.text("attempts"), letter.text("diedAt"),
                letter.text("reason"),
            ])
        }
        console.print(table, whenEmpty: "No dead letters.")
        console.printMore(answer)
    }

    private func requeueAll(_ client: APIClient, _ path: String) async throws {
        let body: JSONValue = events.isEmpty ? ["all": true] : ["events": .array(events.map(JSONValue.string))]
        let answer = try await client.call(.post, path + "/dead/requeue", body: body)
        let console = CommandContext.current.console
        if target.server.json { return console.print(json: answer) }
        console.print("Requeued \(answer.text("requeued")).")
    }

    private func dropAll(_ client: APIClient, _ path: String) async throws {
        var count: Int64 = 0
        for place in events.isEmpty ? [""] : events.map({ "/" + APIClient.escape($0) }) {
            count += try await client.call(.delete, path + "/dead" + place)["dropped"]?.integer ?? 0
        }
        let console = CommandContext.current.console
        if target.server.json { return console.print(json: ["dropped": .number(JSONNumber(count))]) }
        console.print("Dropped \(count).")
    }
}
