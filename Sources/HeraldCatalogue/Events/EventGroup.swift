/// A family of current event types, in the order a picker shows them.
public struct EventGroup: Equatable, Sendable {
    /// The family's name, such as `channel`.
    public let name: String
    /// Its current types in catalogue order.
    public let types: [EventType]
}
