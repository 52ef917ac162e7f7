/// An inbound door: one account at one provider whose webhooks Herald receives.
public struct Source: Hashable, Sendable {
    public let id: SourceID
    public let networkID: NetworkID
    public var name: String
    /// Whose webhooks these are, and so how they are signed and read.
    public let provider: Dialect
    /// Newest first. All that are still valid are accepted.
    public var secrets: [SourceSecret]
    /// Where requests may come from: CIDR ranges, or ``providerAddresses`` for those the provider publishes. Nil for
    /// everywhere.
    public var allowedAddresses: [String]?
    /// A source that is switched off refuses everything, so that the provider repeats it.
    public var isEnabled: Bool
    public let createdAt: Timestamp
    public var updatedAt: Timestamp

    /// The word in ``allowedAddresses`` that stands for the addresses the provider publishes.
    public static let providerAddresses = "provider"

    /// Describes a source.
    public init(
        id: SourceID, networkID: NetworkID, name: String, provider: Dialect, secrets: [SourceSecret],
        createdAt: Timestamp, allowedAddresses: [String]? = nil, isEnabled: Bool = true, updatedAt: Timestamp? = nil
    ) {
        self.id = id
        self.networkID = networkID
        self.name = name
        self.provider = provider
        self.secrets = secrets
        self.allowedAddresses = allowedAddresses
        self.isEnabled = isEnabled
        self.createdAt = createdAt
        self.updatedAt = updatedAt ?? createdAt
    }

    /// The path the provider posts to.
    public var ingestPath: String { "/in/\(id)" }
}
