import Configuration
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
        throw CommandFailure("This build holds no server.")
    }
}
