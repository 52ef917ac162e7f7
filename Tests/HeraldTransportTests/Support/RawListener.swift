#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif
import Testing

/// A listening socket on loopback that accepts nothing by itself: the kernel completes what its queue has room for.
final class RawListener {
    let port: Int
    private let listener: CInt
    private var others: [CInt] = []

    /// - Parameter backlog: How many connections may wait to be accepted, less one.
    init(backlog: CInt) throws {
        let listener = Self.socket()
        var address = Self.loopback(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && listen(listener, backlog) == 0
                    && getsockname(listener, address, &length) == 0
            }
        }
        self.listener = listener
        port = Int(UInt16(bigEndian: address.sin_port))
        try #require(listener >= 0 && bound)
    }

    deinit {
        for descriptor in others { close(descriptor) }
        close(listener)
    }

    /// Takes up the whole queue; from then on the kernel drops every attempt to connect.
    func fillQueue(backlog: CInt) throws {
        for _ in 0...backlog {
            let descriptor = Self.socket()
            others.append(descriptor)
            var address = Self.loopback(port: port)
            let isConnected = withUnsafeMutablePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
                }
            }
            try #require(isConnected)
        }
    }

    private static func socket() -> CInt {
        #if canImport(Glibc)
            Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            Musl.socket(AF_INET, SOCK_STREAM, 0)
        #endif
    }

    private static func loopback(port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}
