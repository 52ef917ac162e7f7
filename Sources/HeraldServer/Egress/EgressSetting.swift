public import HeraldOperations
public import HeraldTransport

/// Where the deliveries of one region leave from, and what receivers are told about it.
public struct EgressSetting: Hashable, Sendable {
    /// The region's name; `default` serves all networks without a region, or with one that has no entry.
    public var region: String
    public var way: Egress
    /// What `GET /v1/egress` shows.
    public var addresses: [EgressRegion.Address]

    /// The addresses without their dates.
    public var publishedAddresses: [String] { addresses.map(\.address) }

    /// Describes a region's egress.
    public init(region: String, way: Egress, addresses: [EgressRegion.Address] = []) {
        self.region = region
        self.way = way
        self.addresses = addresses
    }
}
