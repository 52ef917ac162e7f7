import HTTPTypes
import HeraldModel
import HeraldOperations
import NIOCore

/// What attempts to sign in are counted by.
enum ClientAddress {
    /// The address a request comes from, as far as trusted proxies tell. IPv6 hosts own whole networks of 64 bits, so
    /// those count as one.
    static func text(_ peer: SocketAddress?, _ headers: HTTPFields, proxies: TrustedProxies) -> String {
        let peer = peer?.ipAddress.flatMap(IPAddress.init)
        let forwardedFor = HTTPField.Name("x-forwarded-for").map { headers[values: $0] } ?? []
        guard let client = proxies.client(peer: peer, forwardedFor: forwardedFor) ?? peer else { return "unknown" }
        guard case .v6(let high, _) = client, client.embeddedIPv4 == nil else { return client.description }
        return "\(IPAddress.v6(high: high, low: 0))/64"
    }
}
