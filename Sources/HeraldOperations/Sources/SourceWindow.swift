public import HeraldModel

/// What came in by a source within the last minutes, as far as this server ran.
public struct SourceWindow: Hashable, Sendable {
    /// What was asked for.
    public let window: StatsWindow
    /// The first moment of the first bucket.
    public let from: Timestamp
    public let to: Timestamp
    /// One per minute, oldest first, without gaps. The last is still growing.
    public let buckets: [Bucket]

    /// One slice of time.
    public struct Bucket: Hashable, Sendable {
        public let start: Timestamp
        public let figures: SourceFigures
    }

    /// The sum of the buckets.
    public var total: SourceFigures { buckets.reduce(into: SourceFigures()) { $0.add($1.figures) } }

    /// What so many requests are per second of the time covered.
    public func perSecond(_ count: Int) -> Double {
        Double(count) * 1000 / Double(max(1000, to.milliseconds - from.milliseconds))
    }
}
