public import HeraldModel

/// The addresses one region's deliveries leave from, as receivers are told them.
public struct EgressRegion: Hashable, Sendable {
    /// The region; `default` serves all networks without one.
    public var name: String
    public var addresses: [Address]

    /// One address, and when it is used.
    public struct Address: Hashable, Sendable {
        /// An IP address, or a range in CIDR form.
        public var address: String
        /// Nil: already.
        public var validFrom: Timestamp?
        /// Nil: until further notice.
        public var validUntil: Timestamp?

        /// Describes an address.
        public init(address: String, validFrom: Timestamp? = nil, validUntil: Timestamp? = nil) {
            self.address = address
            self.validFrom = validFrom
            self.validUntil = validUntil
        }
    }

    /// Describes a region.
    public init(name: String, addresses: [Address]) {
        self.name = name
        self.addresses = addresses
    }
}
