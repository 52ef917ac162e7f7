public import HeraldModel

/// What a consumer was handed.
public struct LeaseBatch: Sendable {
    public var leases: [Lease]
    /// There may be more to hand out at once.
    public var isMore: Bool
    /// When the next event that is handed out or waits becomes free by itself.
    public var nextVisibleAt: Timestamp?

    /// Describes a batch.
    public init(leases: [Lease] = [], isMore: Bool = false, nextVisibleAt: Timestamp? = nil) {
        self.leases = leases
        self.isMore = isMore
        self.nextVisibleAt = nextVisibleAt
    }
}
