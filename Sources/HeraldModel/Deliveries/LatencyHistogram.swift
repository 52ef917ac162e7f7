/// Response times in 48 buckets whose bounds grow by the square root of two.
///
/// Bucket `i` holds times below `64 µs × 2^(i/2)`; the last holds all longer ones (over six minutes).
public struct LatencyHistogram: Hashable, Sendable {
    /// The counts, shortest times first.
    public private(set) var counts: [UInt32]

    /// The number of buckets.
    public static let bucketCount = 48

    /// An empty histogram.
    public init() { counts = Array(repeating: 0, count: Self.bucketCount) }

    /// Restores stored counts; missing buckets are empty, surplus ones are ignored.
    public init(counts: some Sequence<UInt32>) {
        self.init()
        for (index, count) in counts.prefix(Self.bucketCount).enumerated() { self.counts[index] = count }
    }

    /// Counts one time.
    public mutating func record(microseconds: Int64) {
        var index = 0
        while index < Self.bucketCount - 1, Self.upperBound(of: index) <= microseconds { index += 1 }
        counts[index] &+= 1
    }

    /// Adds a stored count to one bucket.
    public mutating func add(_ count: UInt32, at index: Int) { counts[index] &+= count }

    /// Adds another histogram's counts.
    public mutating func add(_ other: LatencyHistogram) {
        for index in counts.indices { counts[index] &+= other.counts[index] }
    }

    /// The time in microseconds below which `fraction` (0–1) of the recorded ones lie, interpolated within its
    /// bucket; nil when nothing was recorded.
    public func percentile(_ fraction: Double) -> Int64? {
        let total = counts.reduce(into: UInt64(0)) { $0 += UInt64($1) }
        guard total > 0 else { return nil }
        let rank = max(1, (Double(total) * fraction).rounded(.up))
        var seen = 0.0
        for (index, count) in counts.enumerated() where count > 0 {
            if seen + Double(count) >= rank {
                let low = index == 0 ? 0 : Self.upperBound(of: index - 1)
                let high = Self.upperBound(of: index)
                return low + Int64(Double(high - low) * (rank - seen) / Double(count))
            }
            seen += Double(count)
        }
        return Self.upperBound(of: Self.bucketCount - 1)
    }

    /// 64 µs × 2^(index/2), the half powers rounded to 362/256.
    static func upperBound(of index: Int) -> Int64 {
        let whole = Int64(64) << Int64(index / 2)
        return index % 2 == 0 ? whole : whole * 362 / 256
    }
}
