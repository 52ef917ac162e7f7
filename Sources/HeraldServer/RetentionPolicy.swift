import HeraldModel
import HeraldStore

/// How long a server keeps what it no longer owes.
public struct RetentionPolicy: Hashable, Sendable {
    /// Payloads and request information, counted from the event's acceptance; nil keeps them.
    public var payloads: Duration? = .seconds(7 * 86_400)
    /// Attempts, counted from their start.
    public var attempts: Duration? = .seconds(7 * 86_400)
    /// Finished deliveries, counted from when they came to be owed, and events that have none left.
    public var deliveries: Duration? = .seconds(30 * 86_400)
    /// The size, in MiB, beyond which the oldest finished data goes whatever its age; nil for none.
    public var maxStoreMegabytes: Int?

    /// The defaults.
    public init() {}

    /// What of a size is left to the write-ahead log.
    static let logMegabytes = 64

    /// What is old enough at `now`.
    func bounds(at now: Timestamp) -> RetentionBounds {
        var bounds = RetentionBounds()
        bounds.payloadsBefore = payloads.map { now.advanced(by: .zero - $0) }
        bounds.attemptsBefore = attempts.map { now.advanced(by: .zero - $0) }
        bounds.deliveriesBefore = deliveries.map { now.advanced(by: .zero - $0) }
        bounds.maxBytes = maxStoreMegabytes.map { max(0, $0 - Self.logMegabytes) << 20 }
        return bounds
    }

    /// The shortest of the ages.
    var shortest: Duration? { [payloads, attempts, deliveries].compactMap(\.self).min() }
}
