public import HeraldModel

/// Keeps the users of the panel.
public protocol UserRegistry: Sendable {
    /// A new, unused user id.
    func makeUserID() async throws -> UserID
    /// Adds a user.
    /// - Throws: ``StoreError/conflict`` when the name is taken, ``StoreError/notFound`` when their network is gone.
    func add(_ user: User) async throws
    /// Replaces an existing user. Their name stays.
    /// - Throws: ``StoreError/notFound`` when they were deleted, or their network is gone.
    func update(_ user: User) async throws
    /// All users, oldest first.
    func users() async throws -> [User]
    /// One user; nil when there is none.
    func user(_ id: UserID) async throws -> User?
    /// The user of this name; nil when there is none.
    func user(named name: String) async throws -> User?
    /// Removes a user with their sessions. Unknown ids are ignored. Users go with their network likewise.
    func deleteUser(_ id: UserID) async throws
}
