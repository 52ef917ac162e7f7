import ArgumentParser
import Configuration
import Logging
import ServiceLifecycle
import UnixSignals

/// `herald demo`
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "See everything at work: a server, three receivers and a simulated community.",
        discussion: """
            Nothing to install or configure. The receivers verify every request; 'moderation' sometimes answers 503 or \
            too late, so that retries can be seen. Without --store nothing is kept. All numbers come from the server's \
            statistics and from the receivers' own counts. With --examples, the analytics store, the moderation bot \
            and the search index of Examples/ run beside them, on the ports 8091 to 8093 when these are free.

            EXAMPLES:
              herald demo
              herald demo --listen 127.0.0.1:9090 --rate 100
              herald demo --store sqlite:demo.db --duration 60
              herald demo --examples .build-examples/debug
            """
    )

    @Option(help: ArgumentHelp("Where the server listens.", valueName: "host:port"))
    var listen = "127.0.0.1:8080"
    @Option(help: ArgumentHelp("Keep the events here instead of in a temporary file.", valueName: "store"))
    var store: String?
    @OptionGroup var options: DemoOptions
    @Flag(help: "One JSON object a second instead of the dashboard.")
    var json = false

    func run() async throws {
        let store = try DemoStore(store)
        defer { store.remove() }
        let examples = try DemoExamples(options.examples)
        defer { examples.remove() }
        let key = "demo-" + RandomToken.hex(bytes: 16)
        let reader = try await ConfigurationLayers.reader(
            flags: [
                "listen": .string(listen), "store": .string(store.location), "adminKey": .string(key),
                "allowAddresses": .stringArray(["127.0.0.0/8", "::1/128"]), "logLevel": .string("error"),
            ],
            environment: [:], file: nil
        )
        let board = DemoBoard()
        let receivers = try DemoReceiver.cast(seed: options.seed, board: board)
        let (starts, announce) = AsyncStream.makeStream(of: DemoConductor.Start.self)
        let conductor = DemoConductor(
            options: options, key: key, receivers: receivers, examples: examples.processes, board: board,
            screen: DemoScreen(console: CommandContext.current.console, json: json), starts: starts
        )
        try await group(conductor, reader: reader, announce: announce).run()
    }

    /// Shutdown runs from the last to the first: the publisher, then the server, then the examples and receivers.
    private func group(
        _ conductor: DemoConductor, reader: ConfigReader,
        announce: AsyncStream<DemoConductor.Start>.Continuation
    ) -> ServiceGroup {
        var logger = Logger(label: "herald.demo")
        logger.logLevel = .critical
        var services: [ServiceGroupConfiguration.ServiceConfiguration] = conductor.receivers.enumerated().map {
            index, receiver in
            let server = ReceiverServer(host: "127.0.0.1", port: 0) { port in
                announce.yield(.receiver(index: index, port: port))
            } handler: { request in
                await receiver.answer(request)
            }
            return .init(service: server)
        }
        for (index, process) in conductor.examples.enumerated() {
            services.append(.init(service: DemoExampleService(index: index, process: process, announce: announce)))
        }
        services.append(.init(service: DemoServer(reader: reader, announce: announce)))
        services.append(.init(service: conductor, successTerminationBehavior: .gracefullyShutdownGroup))
        return ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger
            )
        )
    }
}
