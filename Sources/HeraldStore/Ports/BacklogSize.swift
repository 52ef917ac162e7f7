/// An amount of owed deliveries.
public struct BacklogSize: Hashable, Sendable {
    public var deliveries: Int
    /// Their payloads' bytes; an event owed to two webhooks counts twice.
    public var bytes: Int

    /// Nothing.
    public static let zero = BacklogSize(deliveries: 0, bytes: 0)

    /// Describes an amount.
    public init(deliveries: Int, bytes: Int) {
        self.deliveries = deliveries
        self.bytes = bytes
    }

    /// Adds both counts.
    public static func + (left: BacklogSize, right: BacklogSize) -> BacklogSize {
        BacklogSize(deliveries: left.deliveries + right.deliveries, bytes: left.bytes + right.bytes)
    }

    /// Adds both counts.
    public static func += (left: inout BacklogSize, right: BacklogSize) { left = left + right }

    /// The same amount, taken away.
    public static prefix func - (size: BacklogSize) -> BacklogSize {
        BacklogSize(deliveries: -size.deliveries, bytes: -size.bytes)
    }
}
