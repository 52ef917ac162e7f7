public import HeraldModel

/// Keeps API keys by the hash of their tokens.
public protocol KeyRegistry: Sendable {
    /// A new, unused key id.
    func makeKeyID() async throws -> KeyID
    /// Adds a key; one with the same token hash is replaced.
    func save(_ key: AccessKey) async throws
    /// All keys, oldest first.
    func keys() async throws -> [AccessKey]
    /// Removes a key. Unknown ids are ignored.
    func deleteKey(_ id: KeyID) async throws
}
