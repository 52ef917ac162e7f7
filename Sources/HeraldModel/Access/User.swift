/// A person who signs in to the panel with a name and a password. Printing it never shows the password's hash.
public struct User: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    public let id: UserID
    /// What they sign in with, in lower case.
    public let name: String
    public var role: Role
    /// The network a user is confined to; nil only for `admin`.
    public var networkID: NetworkID?
    /// The password's hash with how it was made.
    public var passwordHash: String
    public let createdAt: Timestamp
    public var updatedAt: Timestamp

    /// Describes a user.
    public init(
        id: UserID, name: String, role: Role, networkID: NetworkID?, passwordHash: String, createdAt: Timestamp,
        updatedAt: Timestamp? = nil
    ) {
        self.id = id
        self.name = name
        self.role = role
        self.networkID = networkID
        self.passwordHash = passwordHash
        self.createdAt = createdAt
        self.updatedAt = updatedAt ?? createdAt
    }

    public var description: String { "\(id) (\(role.rawValue))" }
    public var customMirror: Mirror { Mirror(self, children: ["id": id]) }
}
