public import HeraldModel

/// What consumers have not looked at yet and still may: the payloads behind their positions.
///
/// A consumer that took nothing for longer than its hold does not count any more.
public struct ConsumerNeed: Sendable {
    /// The lowest position of each network.
    private var positions: [NetworkID: EventID] = [:]

    /// Everything behind the lowest position of each network is needed.
    public init(_ positions: [NetworkID: EventID] = [:]) { self.positions = positions }

    /// Adds a consumer.
    public mutating func add(_ consumer: Consumer, at position: EventID, lastLeaseAt: Timestamp, now: Timestamp) {
        guard lastLeaseAt.advanced(byMilliseconds: consumer.holdMilliseconds) > now else { return }
        positions[consumer.networkID] = min(positions[consumer.networkID] ?? position, position)
    }

    /// Whether a consumer may still take this event of a network.
    public func covers(_ network: NetworkID, _ event: EventID) -> Bool {
        positions[network].map { event > $0 } ?? false
    }
}
