public import HeraldModel

/// Keeps the custom commands of networks.
public protocol CommandRegistry: Sendable {
    /// Adds a command unless its network already has `limit` of them.
    /// - Returns: false when the limit is reached; then nothing was added.
    /// - Throws: ``StoreError/notFound`` when the network is gone, ``StoreError/conflict`` when it has the name already.
    func add(_ command: ChatCommand, limit: Int) async throws -> Bool
    /// Replaces an existing command.
    /// - Throws: ``StoreError/notFound`` when it was deleted.
    func update(_ command: ChatCommand) async throws
    /// All commands of all networks, in no particular order.
    func commands() async throws -> [ChatCommand]
    /// Removes a command. Unknown ones are ignored.
    func deleteCommand(_ name: String, of network: NetworkID) async throws
}
