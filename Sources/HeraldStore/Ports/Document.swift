public import HeraldModel

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
