/// Makes identifiers that only grow, even when the wall clock steps back or a millisecond is exhausted.
///
/// One generator belongs to one writer. Stores assign event and delivery ids inside the writer, in commit order: lane
/// paging relies on a later commit never holding a smaller id.
public struct IdentifierGenerator: Sendable {
    /// 2024-01-01T00:00:00Z in milliseconds since 1970.
    public static let epoch: Int64 = 1_704_067_200_000

    private let node: Int64
    private var last: Int64

    /// - Parameters:
    ///   - node: 0–1023, distinct for each process that writes to one store.
    ///   - last: the largest key the store already holds; new keys start above it.
    public init(node: Int = 0, after last: Int64 = 0) {
        precondition((0..<1024).contains(node), "node must be 0–1023")
        self.node = Int64(node)
        self.last = last
    }

    /// The next key at `now`. Runs ahead of the clock when more than 4,096 are asked for within one millisecond.
    public mutating func next(at now: Timestamp) -> Int64 {
        let millisecond = max(0, now.milliseconds &- Self.epoch)
        let candidate = millisecond << 22 | node << 12
        if candidate > last {
            last = candidate
        } else if last & 0xFFF == 0xFFF {
            last = ((last >> 22) + 1) << 22 | node << 12
        } else {
            last += 1
        }
        return last
    }
}
