/// What a key may do. `admin` reaches everything; the others belong to one network.
public enum Role: String, Hashable, Sendable, CaseIterable, Codable {
    /// Everything, including networks and keys.
    case admin
    /// Everything within one network.
    case manage
    /// Publish events to one network, and read its catalogue.
    case publish
    /// Read one network.
    case read
    /// Read one network and take its events as a consumer.
    case consume
}
