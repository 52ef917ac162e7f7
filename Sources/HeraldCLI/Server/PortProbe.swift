import NIOCore
import NIOPosix

/// Looks whether a port is free before anything else is opened, so that the message is clear and comes at once.
enum PortProbe {
    /// Listens for a moment.
    /// - Throws: ``CommandFailure`` when another program has the port. Other trouble is left to the server to tell.
    static func check(host: String, port: Int) async throws {
        guard port != 0 else { return }
        do {
            let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .bind(host: host, port: port).get()
            try await channel.close()
        } catch  where PortTrouble.isTaken(error) {
            throw PortTrouble.taken(host: host, port: port)
        } catch {
            return
        }
    }
}
