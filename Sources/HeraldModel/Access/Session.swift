/// One browser that is signed in to the panel, or that opened a portal: the hash of its token, never the token.
public struct Session: Hashable, Sendable {
    public let id: SessionID
    public let owner: Owner
    /// What a portal's session may do; nil for sessions of the panel.
    public let pass: PortalPass?
    /// SHA-256 of the token.
    public let tokenHash: [UInt8]
    /// What the browser calls itself, so that its owner recognises it.
    public let agent: String
    public let createdAt: Timestamp
    /// The last request, to within a few minutes.
    public var lastSeenAt: Timestamp

    /// Who signed in. What keys and users may do is looked up at every request.
    public enum Owner: Hashable, Sendable {
        case key(KeyID)
        case user(UserID)
        /// Whoever holds a link to a network's portal.
        case portal(NetworkID)
    }

    /// Describes a session.
    public init(
        id: SessionID, owner: Owner, pass: PortalPass? = nil, tokenHash: [UInt8], agent: String, createdAt: Timestamp,
        lastSeenAt: Timestamp? = nil
    ) {
        self.id = id
        self.owner = owner
        self.pass = pass
        self.tokenHash = tokenHash
        self.agent = agent
        self.createdAt = createdAt
        self.lastSeenAt = lastSeenAt ?? createdAt
    }
}
