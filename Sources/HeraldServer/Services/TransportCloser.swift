import HeraldTransport
import NIOCore
import NIOPosix
import ServiceLifecycle

/// Closes all connections to receivers once the engine has stopped.
struct TransportCloser: Service {
    let transport: NIODeliveryTransport
    let threads: MultiThreadedEventLoopGroup

    func run() async throws {
        try? await gracefulShutdown()
        await transport.shutdown()
        try? await threads.shutdownGracefully()
    }
}
