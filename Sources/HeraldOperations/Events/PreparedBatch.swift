public import HeraldModel

/// A publishing request that passed every check and only has to be written.
public struct PreparedBatch: Sendable {
    /// The network it belongs to.
    public let networkID: NetworkID
    /// The events with their targets, in the sender's order.
    public let events: [NewEvent]
}
