import ArgumentParser
import HeraldJSON
import HeraldModel

/// `herald consumers create`
struct ConsumersCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Create a consumer, or change the one of this name.",
        discussion: """
            What is not given stays as it is. --start-at counts for a new consumer only; it starts with the next event \
            unless told otherwise. With --ordering key, later events of an ordering key wait while an earlier one is \
            handed out.

            EXAMPLES:
              herald consumers create indexer --events 'message.*,post.*' --start-at beginning
              herald consumers create billing --ordering key --max-attempts 20 --lease-seconds 120
            """
    )

    @OptionGroup var target: ConsumerTarget
    @Option(help: ArgumentHelp("Event types, separated by commas.", valueName: "patterns"))
    var events: String?
    @Option(help: ArgumentHelp("A condition on the payload.", valueName: "json"))
    var filter: String?
    @Option(help: "What the order of events says.")
    var ordering: Consumer.Ordering?
    @Option(help: ArgumentHelp("Leases without an acknowledgement before an event is a dead letter.", valueName: "n"))
    var maxAttempts: Int?
    @Option(help: ArgumentHelp("How long a lease lasts unless asked otherwise.", valueName: "seconds"))
    var leaseSeconds: Int?
    @Option(help: ArgumentHelp("Events that may be handed out and not acknowledged.", valueName: "n"))
    var maxOutstanding: Int?
    @Option(help: ArgumentHelp("now, beginning, a time, or how long ago: 90s, 15m, 2h, 7d.", valueName: "place"))
    var startAt: String?

    func run() async throws {
        var body = JSONObject()
        body["events"] = events.map { .array(WebhookFields.split($0).map(JSONValue.string)) }
        body["ordering"] = ordering.map { .string($0.rawValue) }
        body["maxAttempts"] = maxAttempts.map { .number(JSONNumber($0)) }
        body["leaseSeconds"] = leaseSeconds.map { .number(JSONNumber($0)) }
        body["maxOutstanding"] = maxOutstanding.map { .number(JSONNumber($0)) }
        if let startAt {
            let isWord = ["now", "beginning"].contains(startAt)
            body["startAt"] = .string(try isWord ? startAt : Moment.read(startAt, option: "--start-at"))
        }
        if let filter {
            guard let value = try? JSONValue(parsing: filter) else {
                throw CommandFailure("--filter is not JSON.", status: .usage)
            }
            body["filter"] = value
        }
        let (client, path) = try await target.resolve()
        let answer = try await client.call(.put, path, body: .object(body))
        let console = CommandContext.current.console
        if target.server.json { return console.print(json: answer) }
        ConsumerView.print(answer, on: console)
    }
}
