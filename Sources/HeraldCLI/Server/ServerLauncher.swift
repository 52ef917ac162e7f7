import Configuration
import HeraldServer
import HeraldStore
import Logging
import UnixSignals

/// The one place of the command line that boots a server.
enum ServerLauncher {
    /// Where a server answers, and the admin key when this start made one.
    struct Address: Hashable, Sendable {
        var host: String
        var port: Int
        var adminKey: String?

        /// The base URL for clients on this machine.
        var url: String {
            let reachable = host == "0.0.0.0" ? "127.0.0.1" : host == "::" ? "::1" : host
            return reachable.contains(":") ? "http://[\(reachable)]:\(port)" : "http://\(reachable):\(port)"
        }
    }

    /// Runs a server until one of `signals` comes or the service group around it shuts down.
    /// - Throws: ``CommandFailure`` when a setting is not usable or the port is taken.
    static func run(
        _ reader: ConfigReader, logger: Logger, signals: [UnixSignal],
        onReady: @escaping @Sendable (Address) async -> Void
    ) async throws {
        do {
            var configuration = try ServerConfiguration(reader: reader)
            configuration.version = HeraldVersion.text
            try PortProbe.check(host: configuration.listenHost, port: configuration.listenPort)
            var logger = logger
            logger.logLevel = configuration.logLevel
            let server = try await HeraldServer(configuration: configuration, logger: logger)
            do {
                try await server.run(
                    onReady: { await onReady(Address(host: $0.host, port: $0.port, adminKey: $0.adminKey)) },
                    signals: signals
                )
            } catch  where PortTrouble.isTaken(error) {
                throw PortTrouble.taken(host: configuration.listenHost, port: configuration.listenPort)
            }
        } catch let error as ConfigurationError {
            throw CommandFailure("\(error)", hint: "Settings come from flags, HERALD_… variables and --config FILE.")
        } catch let error as StoreError {
            throw CommandFailure("The store does not open: \(error)", hint: "'herald doctor' says more.")
        }
    }
}
