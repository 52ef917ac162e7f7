public import HeraldModel

/// Tells who really calls when load balancers stand in front.
///
/// Only what a trusted proxy says is believed: `X-Forwarded-For` is read from its end, where the nearest proxy wrote,
/// and the first address that is no trusted proxy's is the client's. What stands before it anybody could have written.
public struct TrustedProxies: Sendable {
    private let ranges: [CIDR]

    /// Trusts the proxies in these ranges.
    public init(_ ranges: [CIDR]) { self.ranges = ranges }

    /// The client of a request.
    ///
    /// - Parameters:
    ///   - peer: the other end of the connection.
    ///   - forwardedFor: the values of `X-Forwarded-For`, in the order they came.
    /// - Returns: nil when it cannot be told.
    public func client(peer: IPAddress?, forwardedFor: [String]) -> IPAddress? {
        guard var client = peer.map(Self.plain) else { return nil }
        for entry in forwardedFor.flatMap({ $0.split(separator: ",") }).reversed() {
            guard trusts(client) else { break }
            guard let next = Self.address(entry) else { return nil }
            client = next
        }
        return client
    }

    private func trusts(_ address: IPAddress) -> Bool { ranges.contains { $0.contains(address) } }

    /// Reads an entry, with or without a port: `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]:4711`.
    private static func address(_ entry: Substring) -> IPAddress? {
        var text = entry.drop { $0 == " " || $0 == "\t" }
        while text.last == " " || text.last == "\t" { text = text.dropLast() }
        if text.first == "[" {
            text = text.dropFirst().prefix { $0 != "]" }
        } else if text.filter({ $0 == ":" }).count == 1 {
            text = text.prefix { $0 != ":" }
        }
        return IPAddress(String(text)).map(plain)
    }

    /// An IPv4 address that came in IPv6 clothes, as it does on a dual-stack socket, is the IPv4 address.
    private static func plain(_ address: IPAddress) -> IPAddress { address.embeddedIPv4 ?? address }
}
