import HeraldModel
import NIOCore
import NIOPosix

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Makes connections leave from one of the machine's addresses.
enum SourceAddress {
    /// Binds what the bootstrap connects. The port is chosen when connecting, not before: each receiver has all ports.
    static func bind(_ bootstrap: ClientBootstrap, to address: IPAddress) -> ClientBootstrap {
        guard let local = try? address.socketAddress(port: 0) else { return bootstrap }
        #if os(Linux)
        if case .v4 = address {
            // IP_BIND_ADDRESS_NO_PORT of <linux/in.h>.
            let option = ChannelOptions.Types.SocketOption(level: .init(IPPROTO_IP), name: .init(24))
            return bootstrap.channelOption(option, value: 1).bind(to: local)
        }
        #endif
        return bootstrap.bind(to: local)
    }
}
