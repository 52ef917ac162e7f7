/// How much a consumer wants to be handed.
public struct LeaseOrder: Hashable, Sendable {
    /// At most this many events.
    public var max: Int
    /// How long the leases last; nil means the consumer's own setting.
    public var leaseMilliseconds: Int64?
    /// Hand out no more once the payloads have this many bytes.
    public var maxBytes: Int
    /// Look at this many new events of the log at most.
    public var maxRows: Int

    /// Describes an order.
    public init(max: Int, leaseMilliseconds: Int64? = nil, maxBytes: Int = 8 << 20, maxRows: Int = 2000) {
        self.max = max
        self.leaseMilliseconds = leaseMilliseconds
        self.maxBytes = maxBytes
        self.maxRows = maxRows
    }
}
