public import HeraldModel

/// A link to a network's portal, for one of its customers.
public struct PortalLink: Hashable, Sendable {
    /// Where it leads on this server, with the token.
    public let path: String
    public let role: Role
    public let viewer: String?
    public let expiresAt: Timestamp
}
