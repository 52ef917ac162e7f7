import ArgumentParser
import HeraldJSON
import HeraldModel
import Logging
import ServiceLifecycle
import UnixSignals

/// `herald listen`
struct ListenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "listen",
        abstract: "Run a local receiver that verifies, explains and shows what arrives.",
        discussion: """
            Every path is answered. A verified request gets 200 {}; one that is refused gets 401 and an explanation \
            here, with what was expected beside what came. Without a secret nothing is verified. Compressed bodies are \
            shown inflated. With --forward each request goes on to another URL, with its headers, and that answer is \
            given back. --fail-rate, --status and --delay help to test retries.

            With --source nothing is listened to: what a source of the server takes in is shown here as the provider \
            made it, and goes on to --forward with the provider's headers and bytes. The key needs the role 'consume' \
            or 'manage'.

            EXAMPLES:
              herald listen --secret whsec-test-1
              herald listen --port 9000 --secret whsec-test-1 --forward http://localhost:3000/hooks
              herald listen --fail-rate 0.2 --status 503 --delay 300
              herald listen --dialect sendbird --secret MASTER-TOKEN
              herald listen --dialect stream --key-secret k1:secret1 --key-secret k2:secret2
              herald listen --dialect standard --secret whsec_NEW --secret whsec_OLD --tolerance 60
              herald listen --source src_… --forward http://localhost:3000/hooks
            """
    )

    @OptionGroup var receiving: ReceivingOptions
    @Option(help: ArgumentHelp("The port to listen on; 0 takes a free one.", valueName: "port"))
    var port = 9000
    @Option(help: ArgumentHelp("The address to listen on.", valueName: "host"))
    var host = "127.0.0.1"
    @Option(help: ArgumentHelp("Pass each request on to this URL and answer what it answers.", valueName: "url"))
    var forward: String?
    @Option(help: ArgumentHelp("The share of requests to fail, from 0 to 1.", valueName: "share"))
    var failRate: Double?
    @Option(
        help: ArgumentHelp(
            "What failed requests are answered; without --fail-rate, every request.", valueName: "status"))
    var status: Int?
    @Option(help: ArgumentHelp("How long to wait before each answer.", valueName: "ms"))
    var delay = 0
    @Flag(help: "One line per request, without headers and body.")
    var brief = false
    @Option(help: ArgumentHelp("Follow what this source of a server takes in.", valueName: "id"))
    var source: String?
    @Option(
        help: ArgumentHelp(
            "With --source: start behind this event, instead of with the next to come.", valueName: "evt_…"))
    var after: String?
    @Option(help: ArgumentHelp("With --source: stop after so many requests.", valueName: "n"))
    var limit: Int?
    @OptionGroup var network: NetworkOptions
    @OptionGroup var server: ServerOptions

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port takes a number from 0 to 65535.") }
        guard failRate.map({ (0...1).contains($0) }) ?? true else {
            throw ValidationError("--fail-rate takes a number from 0 to 1.")
        }
        guard status.map({ (200...599).contains($0) }) ?? true else {
            throw ValidationError("--status takes a number from 200 to 599.")
        }
        guard limit.map({ (1...500).contains($0) }) ?? true else {
            throw ValidationError("--limit takes a number from 1 to 500.")
        }
        guard after.map({ EventID($0) != nil }) ?? true else { throw ValidationError("--after takes evt_….") }
        guard source != nil || (after == nil && limit == nil) else {
            throw ValidationError("--after and --limit go with --source.")
        }
        guard source == nil || (failRate == nil && status == nil) else {
            throw ValidationError("--fail-rate and --status do not go with --source: the provider has its answer.")
        }
        guard (0...600_000).contains(delay) else { throw ValidationError("--delay takes up to 600000 ms.") }
    }

    func run() async throws {
        let console = CommandContext.current.console
        if let source { return try await follow(source, on: console) }
        let session = try makeSession(on: console)
        let server = ReceiverServer(host: host, port: port) { port in
            session.announce(host: host, port: port)
        } handler: { request in
            await session.answer(request)
        }
        var logger = Logger(label: "herald.listen")
        logger.logLevel = .critical
        let group = ServiceGroup(services: [server], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        try await group.run()
        session.conclude()
    }

    /// Shows, and passes on, what a source takes in.
    private func follow(_ source: String, on console: Console) async throws {
        let client = try server.client()
        let path = "/v1/networks/\(try await network.resolve(with: client))"
        let described = try await client.call(.get, "\(path)/sources/\(APIClient.escape(source))")
        let provider = described["provider"]?.string.flatMap(Dialect.init(rawValue:)) ?? receiving.dialect
        let session = ListenSession(
            console: console, receiver: try receiving.receiver(of: provider), view: view, forward: forward,
            faults: FaultPlan(rate: 0), delay: .milliseconds(delay), isVouchedFor: true)
        session.announce(source: described, server: client.base)
        let feed = SourceFeed(
            client: client, network: path, source: source, after: after, limit: limit, console: console
        ) { request in
            _ = await session.answer(request)
        }
        var logger = Logger(label: "herald.listen")
        logger.logLevel = .critical
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(
                        service: feed, successTerminationBehavior: .gracefullyShutdownGroup,
                        failureTerminationBehavior: .gracefullyShutdownGroup)
                ], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await group.run()
        session.conclude()
    }

    private var view: ListenSession.View { server.json ? .json : brief ? .brief : .full }

    /// The session that these options describe.
    func makeSession(on console: Console) throws -> ListenSession {
        ListenSession(
            console: console, receiver: try receiving.receiver(), view: view, forward: forward,
            faults: FaultPlan(rate: failRate ?? (status == nil ? 0 : 1)), faultStatus: status ?? 503,
            delay: .milliseconds(delay)
        )
    }
}
