import ArgumentParser
import HeraldJSON
import HeraldModel

/// `herald alerts create`
struct AlertsCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Create an alert rule.",
        discussion: """
            A rule fires while a success rate (0 to 1) is under the threshold, a lag (deliveries or events that wait) \
            over it, or a silence (seconds without an event) as long as it. Success rates are of the network, a webhook \
            or a source, lags of the network, a webhook or a consumer, silences of the network or a source. Subscribe a \
            webhook to 'herald.alert.*' to be told.

            EXAMPLES:
              herald alerts create "Search falls behind" --metric lag --threshold 1000 --webhook whk_… --for-seconds 60
              herald alerts create "Deliveries fail" --metric successRate --threshold 0.95 --window 15m
              herald alerts create "The app is silent" --metric silence --threshold 600
              herald alerts create "Stream is silent" --metric silence --threshold 900 --source src_…
              herald alerts create "Indexer falls behind" --metric lag --threshold 5000 --consumer indexer
            """
    )

    @Argument(help: "What people will call it.")
    var name: String
    @Option(help: "What is measured.")
    var metric: AlertRule.Metric
    @Option(help: "A rate, a number of deliveries or events, or seconds.")
    var threshold: Double
    @Option(help: ArgumentHelp("The webhook it is about; the whole network by default.", valueName: "id"))
    var webhook: String?
    @Option(help: ArgumentHelp("The source it is about.", valueName: "id"))
    var source: String?
    @Option(help: ArgumentHelp("The consumer it is about.", valueName: "name"))
    var consumer: String?
    @OptionGroup var fields: AlertFields
    @OptionGroup var network: NetworkOptions
    @OptionGroup var server: ServerOptions

    private var subjects: [JSONObject.Member] {
        [("webhook", webhook), ("source", source), ("consumer", consumer)].compactMap { kind, text in
            text.map { .init(kind, .string($0)) }
        }
    }

    func validate() throws {
        guard subjects.count < 2 else { throw ValidationError("Give one of --webhook, --source and --consumer.") }
        guard threshold.isFinite else { throw ValidationError("--threshold takes a number.") }
    }

    func run() async throws {
        var body = JSONObject([
            .init("name", .string(name)), .init("metric", .string(metric.rawValue)),
            .init("threshold", JSONNumber(threshold).map(JSONValue.number) ?? .null),
        ])
        if !subjects.isEmpty { body["subject"] = .object(JSONObject(subjects)) }
        for member in fields.body().members { body[member.key] = member.value }
        let client = try server.client()
        let id = try await network.resolve(with: client)
        let answer = try await client.call(.post, "/v1/networks/\(id)/alerts", body: .object(body))
        let console = CommandContext.current.console
        if server.json { return console.print(json: answer) }
        AlertView.print(answer, on: console)
    }
}
