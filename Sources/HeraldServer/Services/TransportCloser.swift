import HeraldTransport
import ServiceLifecycle

/// Closes all connections to receivers once the engine has stopped.
struct TransportCloser: Service {
    let transport: NIODeliveryTransport

    func run() async throws {
        try? await gracefulShutdown()
        await transport.shutdown()
    }
}
