import ArgumentParser
import HeraldCatalogue
import HeraldJSON
import HeraldModel
import HeraldWire

/// `herald trigger`
struct TriggerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trigger",
        abstract: "Send a realistic sample event, through a server or straight to a URL.",
        discussion: """
            With --network the sample is published and goes to the network's webhooks. With --to it is signed here and \
            posted to the URL; no server is needed, and the command ends with 1 when the receiver does not accept it.

            EXAMPLES:
              herald trigger message.didCreate --network "My community"
              herald trigger v3.post.didCreate --to http://127.0.0.1:9000/hooks --secret whsec-test-1
              herald trigger message.new --to http://127.0.0.1:9000/ --dialect stream --secret api-secret --api-key abc
              herald trigger message.didCreate --to http://127.0.0.1:9000/ --secret s --set /messages/0/channelId=c1
            """
    )

    @Argument(help: "The event type; see 'herald catalogue list'.")
    var type: String
    @Option(help: ArgumentHelp("Post straight to this URL.", valueName: "url"))
    var to: String?
    @OptionGroup var signing: SigningOptions
    @OptionGroup var identity: RequestOptions
    @Option(
        name: .customLong("set"), parsing: .singleValue,
        help: ArgumentHelp(
            "Replace a value of the payload; repeat as needed. Values that are not JSON are text.",
            valueName: "/pointer=value"
        )
    )
    var changes: [String] = []
    @Option(help: ArgumentHelp("Another number gives another sample.", valueName: "n"))
    var seed: UInt64 = 0
    @Flag(help: "With --to: the separate request with the dialect's legacy signature.")
    var legacy = false
    @OptionGroup var network: NetworkOptions
    @OptionGroup var server: ServerOptions

    func validate() throws {
        if to != nil, network.network != nil { throw ValidationError("Give --to or --network, not both.") }
    }

    func run() async throws {
        if let to { try await post(to: to) } else { try await publish() }
    }

    private func post(to url: String) async throws {
        let wire = try identity.wire(for: signing.dialect)
        let signer = try signing.signer(for: wire)
        let data = try Self.change(try CatalogueSource.sample(of: type, in: signing.dialect, seed: seed), by: changes)
        let event = SampleEvent(type: type, data: data, seed: seed)
        let request = SignedBody(
            try event.body(for: wire), dialect: wire, signer: signer,
            request: identity.request(legacy: legacy, seed: seed))
        let console = CommandContext.current.console
        let answer = try await DirectSender(url: url).send(request)
        let isSuccess = wire.isSuccess(status: answer.status)
        if server.json {
            console.print(json: answer.json(isSuccess: isSuccess, request: request))
        } else {
            ExchangeView.print(request, to: url, answer: answer, isSuccess: isSuccess, on: console)
        }
        if !isSuccess { throw CommandFailure.silent(.failure) }
    }

    private func publish() async throws {
        let client = try server.client()
        let id = try await network.resolve(with: client)
        let shown = try await client.call(.get, "/v1/networks/\(id)")
        let dialect = shown["dialect"]?.string.flatMap(Dialect.init(rawValue:)) ?? signing.dialect
        let sample = try CatalogueSource.sample(of: type, in: dialect, seed: seed)
        let data = try Self.change(sample, by: changes)
        let event: JSONValue = ["type": .string(type), "data": data]
        let answer = try await client.call(.post, "/v1/networks/\(id)/events", body: event)
        let console = CommandContext.current.console
        if server.json { return console.print(json: answer) }
        let accepted = answer["events"]?.array?.first ?? .null
        console.print(fields: ["id", "type", "deliveries"].map { ($0, accepted.text($0)) })
        console.print()
        console.print("Next: herald deliveries list --network \(id)")
    }

    /// Replaces values of the payload.
    static func change(_ data: JSONValue, by changes: [String]) throws(CommandFailure) -> JSONValue {
        var data = data
        for change in changes { data = try PayloadChange(change).applied(to: data) }
        return data
    }
}
