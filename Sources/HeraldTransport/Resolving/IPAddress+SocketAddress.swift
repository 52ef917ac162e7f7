import HeraldModel
import NIOCore

extension IPAddress {
    /// The address of a peer; nil for anything but IPv4 and IPv6.
    init?(_ address: SocketAddress) {
        guard let text = address.ipAddress else { return nil }
        self.init(text)
    }

    /// What a socket connects to.
    func socketAddress(port: Int) throws -> SocketAddress {
        try SocketAddress(packedIPAddress: ByteBuffer(bytes: bytes), port: port)
    }
}
