import Configuration
import HeraldServer
import HeraldStore
import Logging

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

    /// Runs a server until it is told to stop by a signal or by the service group around it.
    static func run(
        _ reader: ConfigReader, logger: Logger, onReady: @escaping @Sendable (Address) async -> Void
    ) async throws {
        let configuration: ServerConfiguration
        do {
            configuration = try ServerConfiguration(reader: reader)
        } catch let error as ConfigurationError {
            throw CommandFailure("\(error)", hint: "Settings come from flags, HERALD_… variables and --config FILE.")
        }
        let server: HeraldServer
        do {
            server = try await HeraldServer(configuration: configuration, logger: logger)
        } catch let error as ConfigurationError {
            throw CommandFailure("\(error)")
        } catch let error as StoreError {
            throw CommandFailure("The store does not open: \(error)")
        }
        try await server.run { address in
            await onReady(Address(host: address.host, port: address.port, adminKey: address.adminKey))
        }
    }
}
