public import HeraldModel

/// Keeps synchronous hooks, one of each kind per network.
public protocol HookRegistry: Sendable {
    /// Adds or replaces the hook of its kind. Secrets are encrypted at rest.
    /// - Throws: ``StoreError/notFound`` when the network is gone.
    func save(_ hook: Hook) async throws
    /// All hooks of all networks, in no particular order.
    func hooks() async throws -> [Hook]
    /// Removes a hook. Unknown ones are ignored.
    func deleteHook(_ key: Hook.Key) async throws
}
