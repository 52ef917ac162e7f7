/// Looks at where a webhook's host leads before it is registered.
public protocol HostVetter: Sendable {
    /// Resolves `host` and holds its addresses against the address policy. Opens no connection.
    func vet(host: String, port: Int) async -> HostVetting
}

/// What a ``HostVetter`` found.
public enum HostVetting: Hashable, Sendable {
    /// Every address may be connected to.
    case allowed
    /// The name leads nowhere at the moment.
    case unresolved
    /// The policy forbids an address; the reason is fit for the webhook's owner.
    case forbidden(reason: String)
}
