import Hummingbird
import NIOCore

/// A request's context with an address that is always the same.
struct PanelContext: RemoteAddressRequestContext {
    var coreContext: CoreRequestContextStorage
    let remoteAddress: SocketAddress? = try? SocketAddress(ipAddress: "192.0.2.7", port: 4000)

    init(source: Source) { coreContext = CoreRequestContextStorage(source: source) }
}
