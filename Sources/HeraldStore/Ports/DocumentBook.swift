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

/// One document of a network, under a name. It goes with its network.
public struct Document: Hashable, Sendable {
    public let networkID: NetworkID
    /// ASCII, at most 128 bytes; `/` parts a family from a member.
    public let name: String
    /// JSON or text. Never logged.
    public var body: [UInt8]

    /// Describes a document.
    public init(networkID: NetworkID, name: String, body: [UInt8]) {
        self.networkID = networkID
        self.name = name
        self.body = body
    }
}
