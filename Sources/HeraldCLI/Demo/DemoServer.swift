import Configuration
import Logging
import ServiceLifecycle

/// The demo's server, as one of its services.
struct DemoServer: Service {
    let reader: ConfigReader
    let announce: AsyncStream<DemoConductor.Start>.Continuation

    func run() async throws {
        var logger = Logger(label: "herald")
        logger.logLevel = .error
        try await ServerLauncher.run(reader, logger: logger) { address in announce.yield(.server(url: address.url)) }
    }
}
