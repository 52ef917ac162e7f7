public import HeraldModel

/// Which of a webhook's owed deliveries to read, and how far to go. A scan goes from one id upwards.
public struct OwedScan: Hashable, Sendable {
    /// Start above this id; nil means at the oldest.
    public var after: DeliveryID?
    /// Look at nothing above this id; nil means no end.
    public var through: DeliveryID?
    public var keys: Keys
    /// Read this many deliveries at most.
    public var limit: Int
    /// Read no further once the payloads read have this many bytes.
    public var maxBytes: Int
    /// Look at this many deliveries at most, read or passed over.
    public var maxRows: Int

    /// Which ordering keys to read, by their ``StableHash``. What is passed over does not load its payload.
    public enum Keys: Hashable, Sendable {
        case all
        /// Passes over the deliveries of these keys from an id of each on.
        case except([UInt64: DeliveryID])
        /// Reads these keys only. Ends early once each has its share.
        case only([UInt64: Share])
    }

    /// What to read of one key.
    public struct Share: Hashable, Sendable {
        /// Start at this id.
        public var from: DeliveryID
        /// Read this many at most.
        public var limit: Int

        /// Describes a share.
        public init(from: DeliveryID, limit: Int) {
            self.from = from
            self.limit = limit
        }
    }

    /// Describes a scan.
    public init(
        after: DeliveryID? = nil, through: DeliveryID? = nil, keys: Keys = .all, limit: Int, maxBytes: Int = .max,
        maxRows: Int = .max
    ) {
        self.after = after
        self.through = through
        self.keys = keys
        self.limit = limit
        self.maxBytes = maxBytes
        self.maxRows = maxRows
    }
}
