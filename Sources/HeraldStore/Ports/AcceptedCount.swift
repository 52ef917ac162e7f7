/// How many events a network accepted within one minute. Duplicates do not count.
public struct AcceptedCount: Hashable, Sendable {
    /// Minutes since 1970, UTC.
    public var minute: Int64
    public var events: Int

    /// A minute's count.
    public init(minute: Int64, events: Int) {
        self.minute = minute
        self.events = events
    }
}
