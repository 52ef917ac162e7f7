import ArgumentParser
import HeraldJSON

/// `herald publish`
struct PublishCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: "Publish events from a file or from standard input.",
        discussion: """
            Takes one event object, an array of them, or objects one after another (NDJSON). Large inputs are sent \
            in batches of at most 1,000 events and 8 MiB. When the server is busy, the command waits as long as it is \
            told to. An event without "id" may be published twice when a connection breaks; give ids to be safe.

            EXAMPLES:
              herald publish event.json --network "My community"
              herald publish events.ndjson
              echo '{"type":"channel.didClose","data":{"channel":{"channelId":"c1"}}}' | herald publish -
              tail -f app.log | herald publish - --ndjson
            """
    )

    @Argument(help: "The file, or - for standard input.")
    var file: String
    @Flag(help: "Send what has arrived after every read instead of filling batches; for inputs that never end.")
    var ndjson = false
    @OptionGroup var network: NetworkOptions
    @OptionGroup var server: ServerOptions

    func run() async throws {
        let reader = try ChunkReader(path: file)
        let client = try server.client()
        let console = CommandContext.current.console
        var publisher = EventPublisher(client: client, network: try await network.resolve(with: client))
        publisher.keepsAnswers = server.json && !ndjson
        publisher.onWait = { seconds, status in
            console.printError("The server is busy (\(status)); waiting \(seconds) s.")
        }
        var splitter = EventSplitter()
        var batcher = EventBatcher()
        while let chunk = try reader.next() {
            for event in try splitter.feed(chunk) {
                if let batch = batcher.add(event) { try await send(batch, with: &publisher, on: console) }
            }
            if ndjson, let batch = batcher.flush() { try await send(batch, with: &publisher, on: console) }
        }
        try splitter.finish()
        if let batch = batcher.flush() { try await send(batch, with: &publisher, on: console) }
        report(publisher, on: console)
    }

    private func send(
        _ batch: EventBatcher.Batch, with publisher: inout EventPublisher, on console: Console
    ) async throws {
        let accepted = try await publisher.send(batch)
        guard ndjson, server.json else { return }
        for event in accepted { console.write(event.encodedString + "\n") }
    }

    private func report(_ publisher: EventPublisher, on console: Console) {
        if server.json {
            if !ndjson { console.print(json: ["events": .array(publisher.events)]) }
            return
        }
        let totals = publisher.totals
        var sentence = "Published \(totals.accepted) event\(totals.accepted == 1 ? "" : "s")"
        sentence += " in \(totals.batches) batch\(totals.batches == 1 ? "" : "es")"
        sentence += ", \(totals.deliveries) deliver\(totals.deliveries == 1 ? "y" : "ies")"
        if totals.duplicates > 0 { sentence += ", \(totals.duplicates) duplicates" }
        console.print(sentence + ".")
    }
}
