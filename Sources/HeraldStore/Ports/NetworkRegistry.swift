public import HeraldModel

/// Keeps networks.
public protocol NetworkRegistry: Sendable {
    /// A new, unused network id.
    func makeNetworkID() async throws -> NetworkID
    /// Adds or replaces a network. Credentials are encrypted at rest.
    /// - Throws: ``StoreError/notFound`` when it was deleted: a late change must not bring it back.
    func save(_ network: Network) async throws
    /// All networks, oldest first.
    func networks() async throws -> [Network]
    /// Removes a network with its webhooks, keys, hooks and commands; its owed deliveries are skipped, its events stay in the log until
    /// retention takes them. Unknown ids are ignored.
    func deleteNetwork(_ id: NetworkID) async throws
}
