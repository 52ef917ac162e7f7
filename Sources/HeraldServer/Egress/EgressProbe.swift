public import HeraldTransport
import NIOCore
import NIOPosix

/// Tries whether deliveries could leave by a configured way, for `herald doctor`.
public enum EgressProbe {
    /// Binds the source address, or connects to the proxy, and lets go of it again.
    /// - Returns: what is wrong; nil when all is well.
    public static func problem(with way: Egress) async -> String? {
        switch way {
        case .direct(nil): return nil
        case .direct(let source?):
            do {
                let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                    .bind(host: "\(source)", port: 0).get()
                try await channel.close()
                return nil
            } catch {
                return "this machine has no address \(source)"
            }
        case .proxy(let proxy):
            do {
                let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                    .connectTimeout(.seconds(3)).connect(host: proxy.host, port: proxy.port).get()
                try await channel.close()
                return nil
            } catch {
                return "the proxy \(proxy) cannot be reached"
            }
        }
    }
}
