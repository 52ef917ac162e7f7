import HeraldTransport
import NIOCore
import NIOPosix
import ServiceLifecycle

/// Closes all connections to receivers and hooks once engine and API have stopped.
struct TransportCloser: Service {
    let transports: [NIODeliveryTransport]
    let threads: MultiThreadedEventLoopGroup

    func run() async throws {
        try? await gracefulShutdown()
        for transport in transports { await transport.shutdown() }
        try? await threads.shutdownGracefully()
    }
}
