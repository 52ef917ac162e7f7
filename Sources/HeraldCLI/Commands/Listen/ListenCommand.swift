import ArgumentParser
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
            here. Without a secret nothing is verified. Compressed bodies are shown inflated. With --forward each request goes on to another URL, with its \
            headers, and that answer is given back. --fail-rate, --status and --delay help to test retries.

            EXAMPLES:
              herald listen --secret whsec-test-1
              herald listen --port 9000 --secret whsec-test-1 --forward http://localhost:3000/hooks
              herald listen --fail-rate 0.2 --status 503 --delay 300
              herald listen --dialect sendbird --secret MASTER-TOKEN
              herald listen --dialect stream --key-secret k1:secret1 --key-secret k2:secret2
              herald listen --dialect standard --secret whsec_NEW --secret whsec_OLD --tolerance 60
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
    @Flag(help: "One JSON object per request.")
    var json = false

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port takes a number from 0 to 65535.") }
        guard failRate.map({ (0...1).contains($0) }) ?? true else {
            throw ValidationError("--fail-rate takes a number from 0 to 1.")
        }
        guard status.map({ (200...599).contains($0) }) ?? true else {
            throw ValidationError("--status takes a number from 200 to 599.")
        }
        guard (0...600_000).contains(delay) else { throw ValidationError("--delay takes up to 600000 ms.") }
    }

    func run() async throws {
        let console = CommandContext.current.console
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

    /// The session that these options describe.
    func makeSession(on console: Console) throws -> ListenSession {
        ListenSession(
            console: console, receiver: try receiving.receiver(), view: json ? .json : brief ? .brief : .full,
            forward: forward,
            faults: FaultPlan(rate: failRate ?? (status == nil ? 0 : 1)), faultStatus: status ?? 503,
            delay: .milliseconds(delay)
        )
    }
}
