import Foundation
import NIOCore

/// Looks whether a port is free before anything else is opened, so that the message is clear and comes at once.
enum PortProbe {
    /// Takes the port for a moment without listening: a client that tries it just then must be refused, not accepted
    /// by a socket that nobody reads.
    /// - Throws: ``CommandFailure`` when another program has the port. Other trouble is left to the server to tell.
    static func check(host: String, port: Int) throws {
        guard port != 0, let address = try? SocketAddress.makeAddressResolvingHost(host, port: port) else { return }
        #if os(Linux)
        let kind = Int32(SOCK_STREAM.rawValue)
        #else
        let kind = SOCK_STREAM
        #endif
        let descriptor = socket(address.protocol == .inet6 ? AF_INET6 : AF_INET, kind, 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        // As the server does it: what is left of closed connections does not count.
        var reuse: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
        let isTaken = address.withSockAddr { bind(descriptor, $0, socklen_t($1)) != 0 && errno == EADDRINUSE }
        if isTaken { throw PortTrouble.taken(host: host, port: port) }
    }
}
