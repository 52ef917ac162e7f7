import HeraldModel
import NIOCore

/// Looks at a webhook's host when the webhook is registered, as the transport will look at it before each connection.
public struct RegistrationVetter: Sendable {
    /// What is forbidden.
    public let policy: AddressPolicy
    /// Who knows the addresses of names.
    public let resolver: any HostResolver

    /// How long the registration waits for the name servers; after that the name counts as unresolved.
    static let patience = TimeAmount.seconds(5)

    /// Makes a vetter.
    public init(policy: AddressPolicy, resolver: any HostResolver) {
        self.policy = policy
        self.resolver = resolver
    }

    /// Judges the host, resolving it now if it is a name.
    public func vet(host: String, port: Int) async -> RegistrationVetting {
        guard (1...65_535).contains(port) else { return .forbidden(address: host, reason: "not a TCP port") }
        switch policy.judge(host: host) {
        case .literal(.allowed): return .ok
        case .literal(.forbidden(let reason)):
            return .forbidden(address: IPAddress(hostLiteral: host)?.description ?? host, reason: reason)
        case .name: break
        }
        guard case .success(let addresses) = await resolver.resolve(host, within: Self.patience), !addresses.isEmpty
        else {
            return .unresolved
        }
        guard let forbidden = policy.firstForbidden(among: addresses) else { return .ok }
        return .forbidden(address: forbidden.address.description, reason: forbidden.reason)
    }
}
