import HeraldModel

/// An HTTP proxy deliveries leave through. Printing it never shows its credentials.
///
/// Its own address is the operator's choice and not held against the address policy.
public struct EgressProxy: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    /// A name or an address without brackets.
    public let host: String
    public let port: Int
    /// The value of `Proxy-Authorization`.
    let authorization: String?

    /// Describes a proxy.
    /// - Parameter authorization: The value of `Proxy-Authorization`, such as `Basic …`.
    public init(host: String, port: Int, authorization: String? = nil) {
        self.host = host
        self.port = port
        self.authorization = authorization
    }

    public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
    public var customMirror: Mirror { Mirror(self, children: []) }

    /// The request for a connection to `address`.
    func request(for address: IPAddress, port: Int) -> String {
        let target = address.bytes.count == 16 ? "[\(address)]:\(port)" : "\(address):\(port)"
        let credentials = authorization.map { "proxy-authorization: \($0)\r\n" } ?? ""
        return "CONNECT \(target) HTTP/1.1\r\nhost: \(target)\r\n\(credentials)\r\n"
    }
}
