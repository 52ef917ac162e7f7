import Configuration
import Logging
import ServiceLifecycle

/// The demo's server, as one of its services.
struct DemoServer: Service {
    let reader: ConfigReader
    let announce: AsyncStream<DemoConductor.Start>.Continuation

    func run() async throws {
        // The group around it decides when the server stops: after the publisher, before the receivers.
        try await ServerLauncher.run(reader, logger: Logger(label: "herald"), signals: []) { address in
            announce.yield(.server(url: address.url))
        }
    }
}
