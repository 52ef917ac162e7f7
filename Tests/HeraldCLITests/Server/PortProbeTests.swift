import Foundation
import Testing

@testable import HeraldCLI

@Suite struct PortProbeTests {
    @Test func takenPortIsRefusedAndFreeAgainLater() throws {
        let (listener, port) = try Self.socketOnFreePort()
        try #require(listen(listener, 1) == 0)
        #expect(throws: CommandFailure.self) { try PortProbe.check(host: "127.0.0.1", port: port) }
        close(listener)
        try PortProbe.check(host: "127.0.0.1", port: port)
    }

    /// Only a port that is listened on counts as taken, and the probe leaves the port as it was.
    @Test func probeIsNeverInTheWayOfAnotherProbe() throws {
        let (bound, port) = try Self.socketOnFreePort()
        defer { close(bound) }
        try PortProbe.check(host: "127.0.0.1", port: port)
        try PortProbe.check(host: "127.0.0.1", port: port)
        #expect(listen(bound, 1) == 0)
    }

    private static func socketOnFreePort() throws -> (descriptor: Int32, port: Int) {
        #if os(Linux)
            let kind = Int32(SOCK_STREAM.rawValue)
        #else
            let kind = SOCK_STREAM
        #endif
        let descriptor = socket(AF_INET, kind, 0)
        try #require(descriptor >= 0)
        var reuse: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        try withUnsafeMutablePointer(to: &address) { pointer in
            try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                try #require(bind(descriptor, generic, length) == 0)
                try #require(getsockname(descriptor, generic, &length) == 0)
            }
        }
        return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
    }
}
