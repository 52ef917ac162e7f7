public import HeraldModel

/// A consumer with how far it has come.
public struct ConsumerDetail: Hashable, Sendable {
    public let consumer: Consumer
    public let state: ConsumerState
    /// When it was looked at.
    public let at: Timestamp

    /// How long the oldest event waits that is not acknowledged.
    public var oldestAgeMilliseconds: Int64? {
        state.oldestUnacknowledged.map { max(0, at.milliseconds - $0.milliseconds) }
    }
}
