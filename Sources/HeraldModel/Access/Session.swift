/// One browser that is signed in to the panel: the hash of its token, never the token.
public struct Session: Hashable, Sendable {
    public let id: SessionID
    public let owner: Owner
    /// SHA-256 of the token.
    public let tokenHash: [UInt8]
    /// What the browser calls itself, so that its owner recognises it.
    public let agent: String
    public let createdAt: Timestamp
    /// The last request, to within a few minutes.
    public var lastSeenAt: Timestamp

    /// Who signed in. What they may do is looked up at every request.
    public enum Owner: Hashable, Sendable {
        case key(KeyID)
        case user(UserID)
    }

    /// Describes a session.
    public init(
        id: SessionID, owner: Owner, tokenHash: [UInt8], agent: String, createdAt: Timestamp,
        lastSeenAt: Timestamp? = nil
    ) {
        self.id = id
        self.owner = owner
        self.tokenHash = tokenHash
        self.agent = agent
        self.createdAt = createdAt
        self.lastSeenAt = lastSeenAt ?? createdAt
    }
}
