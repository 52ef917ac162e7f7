import ArgumentParser
import Configuration
import Logging
import ServiceLifecycle
import UnixSignals

/// `herald bench`
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure throughput, latency, memory and disk on this machine.",
        discussion: """
            Starts a server on a temporary store and publishes to it; nothing else has to run. Without --url the \
            receiver is part of the command and shares its processor and memory, so the figures are those of server, \
            publisher and receiver together. --url sends the events to a receiver of yours.

            EXAMPLES:
              herald bench
              herald bench --events 200000 --json
              herald bench --url http://192.0.2.7:9000/hook --secret whsec_mine
            """
    )

    @OptionGroup var options: BenchOptions
    @Flag(help: "One JSON object instead of a table.")
    var json = false

    func run() async throws {
        let store = try DemoStore(options.store)
        defer { store.remove() }
        let key = "bench-" + RandomToken.hex(bytes: 16)
        let reader = try await ConfigurationLayers.reader(
            flags: [
                "listen": "127.0.0.1:0", "store": .string(store.location), "adminKey": .string(key),
                // Who names a receiver means it, wherever it is.
                "allowAddresses": .stringArray(options.url == nil ? ["127.0.0.0/8"] : ["0.0.0.0/0", "::/0"]),
                "logLevel": .string("error"),
            ],
            environment: [:], file: nil
        )
        let (starts, announce) = AsyncStream.makeStream(of: DemoConductor.Start.self)
        let arrivals = BenchArrivals()
        let conductor = BenchConductor(
            options: options, key: key, disk: BenchDisk(store.location), arrivals: arrivals, starts: starts)
        var services: [ServiceGroupConfiguration.ServiceConfiguration] = []
        if options.url == nil { services.append(.init(service: BenchSink(arrivals: arrivals, announce: announce))) }
        services.append(.init(service: DemoServer(reader: reader, announce: announce)))
        services.append(.init(service: conductor, successTerminationBehavior: .gracefullyShutdownGroup))
        var logger = Logger(label: "herald.bench")
        logger.logLevel = .critical
        try await ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        ).run()
        // The server has ended, so the files hold everything and nothing more.
        guard let report = conductor.report() else { return }
        let console = CommandContext.current.console
        if json { return console.print(json: report.document) }
        console.print(report.table, whenEmpty: "")
    }
}
