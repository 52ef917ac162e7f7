public import HeraldModel

/// Somebody who is signed in to the panel, with what they may do at this moment.
public struct Visitor: Hashable, Sendable {
    public let session: Session
    /// A user's name, or a key's.
    public let name: String
    public let role: Role
    /// The network they are confined to; nil for all.
    public let networkID: NetworkID?

    /// Whether they may reach a network at all.
    public func reaches(_ network: NetworkID) -> Bool { networkID == nil || networkID == network }
    /// Whether their role allows what a page needs.
    public func may(_ need: Need) -> Bool { need.allows(role) }
}

/// A session that began just now, with its token: the only showing.
public struct SignedIn: Sendable {
    public let visitor: Visitor
    public let token: String
}
