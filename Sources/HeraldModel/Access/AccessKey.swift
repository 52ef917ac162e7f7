/// An API key as the store knows it: the hash of the token, never the token.
public struct AccessKey: Hashable, Sendable {
    public let id: KeyID
    public var name: String
    public let role: Role
    /// The network a key is confined to; nil only for `admin`.
    public let networkID: NetworkID?
    /// SHA-256 of the token.
    public let tokenHash: [UInt8]
    /// The token's first characters, to recognise it by.
    public let hint: String
    public let createdAt: Timestamp

    /// Describes a key.
    public init(
        id: KeyID, name: String, role: Role, networkID: NetworkID?, tokenHash: [UInt8], hint: String,
        createdAt: Timestamp
    ) {
        self.id = id
        self.name = name
        self.role = role
        self.networkID = networkID
        self.tokenHash = tokenHash
        self.hint = hint
        self.createdAt = createdAt
    }
}
