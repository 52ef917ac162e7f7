public import HeraldModel

/// Decides which addresses Herald may connect to, so that a webhook's URL cannot reach inside.
///
/// Everything outside the public unicast space is forbidden, forms that carry or tunnel IPv4 addresses included. The
/// allow-list admits ranges in spite of that; an allowed IPv4 range admits its mapped IPv6 form too.
public struct AddressPolicy: Sendable {
    /// The ranges admitted in spite of the built-in list.
    public let allowed: [CIDR]

    /// Makes a policy with an allow-list.
    public init(allowed: [CIDR] = []) {
        self.allowed = allowed
    }

    /// What the policy says about one address.
    public enum Verdict: Hashable, Sendable {
        case allowed
        /// Why not, in a few words for the webhook's owner.
        case forbidden(reason: String)
    }

    /// What the policy says about the host of a URL.
    public enum HostJudgement: Hashable, Sendable {
        /// The host is an address, or can be nothing else.
        case literal(Verdict)
        /// The host is a name: judge all its addresses.
        case name
    }

    /// Judges one address.
    public func verdict(_ address: IPAddress) -> Verdict {
        if allowed.contains(where: { $0.contains(address) }) { return .allowed }
        if let inner = address.embeddedIPv4 { return verdict(inner) }
        guard let range = Self.forbiddenRange(of: address) else { return .allowed }
        return .forbidden(reason: range.reason)
    }

    /// Judges a host as it stands in a URL, in any notation a resolver might take for an address.
    public func judge(host: String) -> HostJudgement {
        let literal = HostLiteral(host)
        if literal.hasZone { return .literal(.forbidden(reason: "IPv6 zones are not supported")) }
        if let address = literal.address { return .literal(verdict(address)) }
        if literal.mustBeAddress { return .literal(.forbidden(reason: "malformed address")) }
        return .name
    }

    /// The first address that forbids a whole name.
    ///
    /// One forbidden address is enough: whoever controls the name chooses which of its addresses is used when.
    public func firstForbidden(among addresses: [IPAddress]) -> (address: IPAddress, reason: String)? {
        for address in addresses {
            if case .forbidden(let reason) = verdict(address) { return (address, reason) }
        }
        return nil
    }
}
