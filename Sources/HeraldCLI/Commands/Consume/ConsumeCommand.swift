import ArgumentParser
import HeraldModel
import Logging
import ServiceLifecycle
import UnixSignals

/// `herald consume`
struct ConsumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consume",
        abstract: "Take a consumer's events and run a command for each, or print them.",
        discussion: """
            The command runs in a shell, once per event, with the event's JSON on standard input and \
            HERALD_EVENT_ID, HERALD_EVENT_TYPE and HERALD_ATTEMPT in the environment. Exit 0 acknowledges the event; \
            any other status gives it back, to come again after a growing delay. Leases are extended while commands \
            run. Ctrl-C and SIGTERM let running commands finish and give the rest back at once. Without --exec each \
            event is printed as one line of JSON and acknowledged once it is written.

            An event may come twice: make the command bear it. The consumer must exist; see 'herald consumers create'.

            EXAMPLES:
              herald consume indexer --exec './index-event' --concurrency 4
              herald consume audit >> events.ndjson
              herald consume audit --once | jq .type
            """
    )

    @OptionGroup var target: ConsumerTarget
    @Option(help: ArgumentHelp("What to run for each event.", valueName: "command"))
    var exec: String?
    @Option(help: ArgumentHelp("How many events to take at a time.", valueName: "n"))
    var max: Int?
    @Option(help: ArgumentHelp("How many commands may run at a time.", valueName: "n"))
    var concurrency = 1
    @Option(help: ArgumentHelp("How long a lease lasts; it is extended in time.", valueName: "seconds"))
    var leaseSeconds = 30
    @Flag(help: "Stop when there is nothing to take.")
    var once = false

    func validate() throws {
        guard max.map({ (1...1000).contains($0) }) ?? true else {
            throw ValidationError("--max takes a number from 1 to 1000.")
        }
        guard (1...256).contains(concurrency) else {
            throw ValidationError("--concurrency takes a number from 1 to 256.")
        }
        guard (1...3600).contains(leaseSeconds) else {
            throw ValidationError("--lease-seconds takes a number from 1 to 3600.")
        }
    }

    func run() async throws {
        let context = CommandContext.current
        let resolved = try await target.resolve()
        var client = resolved.client
        client.timeout = .seconds(60)
        let source = LeaseClient(
            client: client, path: resolved.path, max: max ?? (exec == nil ? 100 : concurrency),
            leaseSeconds: leaseSeconds)
        let work: ConsumeWork = exec.map { .run(CommandRunner(command: $0)) } ?? .print
        let session = ConsumeSession(
            source: source, work: work, concurrency: exec == nil ? 1 : concurrency, stopsWhenEmpty: once,
            console: context.console)
        var logger = Logger(label: "herald.consume")
        logger.logLevel = .critical
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(
                        service: session, successTerminationBehavior: .gracefullyShutdownGroup,
                        failureTerminationBehavior: .gracefullyShutdownGroup)
                ], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await group.run()
    }
}
