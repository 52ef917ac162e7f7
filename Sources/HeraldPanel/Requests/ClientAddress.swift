import NIOCore

/// What attempts to sign in are counted by.
enum ClientAddress {
    /// The address of a connection. IPv6 hosts own whole networks of 64 bits, so those count as one.
    static func text(_ address: SocketAddress?) -> String {
        guard let address, let text = address.ipAddress else { return "unknown" }
        guard case .v6(let six) = address else { return text }
        // In a sockaddr_in6 eight bytes stand before the address.
        return withUnsafeBytes(of: six.address) { bytes in
            bytes.dropFirst(8).prefix(8).map { String($0, radix: 16) }.joined(separator: ":") + "/64"
        }
    }
}
