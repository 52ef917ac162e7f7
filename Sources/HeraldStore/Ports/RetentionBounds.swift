public import HeraldModel

/// What is old enough to go. Nil keeps everything of its kind.
public struct RetentionBounds: Hashable, Sendable {
    /// Payloads and request information of events accepted before.
    public var payloadsBefore: Timestamp?
    /// Attempts started before.
    public var attemptsBefore: Timestamp?
    /// Finished deliveries made owed before, with their attempts; events accepted before that have no deliveries.
    public var deliveriesBefore: Timestamp?
    /// The bytes beyond which the oldest finished data goes, whatever its age.
    public var maxBytes: Int?

    /// Bounds under which nothing goes.
    public init() {}

    /// How young is old enough, at the strictest: how often it makes sense to look again.
    public func shortestAge(at now: Timestamp) -> Int64? {
        [payloadsBefore, attemptsBefore, deliveriesBefore].compactMap(\.self)
            .map { now.milliseconds - $0.milliseconds }.min()
    }
}
