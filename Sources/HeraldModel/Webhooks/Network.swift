/// One customer app: the owner of webhooks, events and deliveries.
public struct Network: Hashable, Sendable {
    public let id: NetworkID
    public var name: String
    /// The wire format of its webhooks unless one asks for another.
    public var dialect: Dialect
    /// Where deliveries leave from; nil means the server's own region.
    public var region: String?
    /// How publishing treats unknown and withdrawn types.
    public var validation: Validation
    /// The vendor credentials the network acts under.
    public var credentials: NetworkCredentials
    /// What its customers see of it.
    public var portal: PortalSettings
    public let createdAt: Timestamp
    public var updatedAt: Timestamp

    /// Describes a network.
    public init(
        id: NetworkID, name: String, dialect: Dialect, createdAt: Timestamp, region: String? = nil,
        validation: Validation = .warn, credentials: NetworkCredentials = .none,
        portal: PortalSettings = PortalSettings(), updatedAt: Timestamp? = nil
    ) {
        self.id = id
        self.name = name
        self.dialect = dialect
        self.region = region
        self.validation = validation
        self.credentials = credentials
        self.portal = portal
        self.createdAt = createdAt
        self.updatedAt = updatedAt ?? createdAt
    }
}
