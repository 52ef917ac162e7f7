public import HeraldModel

/// Keeps small documents of networks: settings that only a vendor's API knows, and the parts of exports.
public protocol DocumentBook: Sendable {
    /// Adds or replaces documents, all or none. Bodies are encrypted at rest.
    /// - Throws: ``StoreError/notFound`` when a network is gone.
    func save(_ documents: [Document]) async throws
    /// One document; nil when there is none.
    func document(_ name: String, of network: NetworkID) async throws -> Document?
    /// The documents of all networks whose names start with `prefix`, by network and name.
    func documents(named prefix: String) async throws -> [Document]
    /// Removes a network's documents whose names start with `prefix`.
    func deleteDocuments(named prefix: String, of network: NetworkID) async throws
}
