public import HeraldModel

/// The way deliveries leave this machine.
public enum Egress: Hashable, Sendable {
    /// Straight to the receiver; from this address of the machine if one is given. Receivers whose name has no address
    /// of the same family cannot be reached from it.
    case direct(source: IPAddress?)
    /// Through an HTTP proxy that is asked to connect to the vetted address itself.
    case proxy(EgressProxy)

    /// The region whose way serves networks without a region of their own, or with an unknown one.
    public static let defaultRegion = "default"

    var isProxied: Bool {
        if case .proxy = self { true } else { false }
    }

    /// The addresses that can be reached this way.
    func reachable(_ addresses: [IPAddress]) -> [IPAddress] {
        guard case .direct(let source?) = self else { return addresses }
        return addresses.filter { $0.bytes.count == source.bytes.count }
    }
}
