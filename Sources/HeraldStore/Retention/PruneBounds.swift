import HeraldModel

/// ``RetentionBounds`` in terms of ids, which are in the order of time.
public struct PruneBounds: Sendable {
    /// Ids below `bound` may go. Those from `age` on only because of the size limit.
    public struct Range: Sendable {
        public let age: Int64
        public let bound: Int64

        init(_ before: Timestamp?, sizeBound: Int64) {
            age = before.map { EventID(firstAt: $0).rawValue } ?? 0
            bound = max(age, sizeBound)
        }
    }

    public let payloads: Range
    public let attempts: Range
    public let deliveries: Range
    /// Attempts started before may go, in milliseconds.
    public let attemptsStart: Int64

    /// Ids below `sizeBound` may go whatever their age.
    public init(_ bounds: RetentionBounds, sizeBound: Int64) {
        payloads = Range(bounds.payloadsBefore, sizeBound: sizeBound)
        attempts = Range(bounds.attemptsBefore, sizeBound: sizeBound)
        deliveries = Range(bounds.deliveriesBefore, sizeBound: sizeBound)
        let size = sizeBound > 0 ? EventID(rawValue: sizeBound).timestamp.milliseconds : 0
        attemptsStart = max(bounds.attemptsBefore?.milliseconds ?? 0, size)
    }
}
