/// Remembers the last requests, to tell repeated ones.
struct SeenFingerprints: Sendable {
    private var known: Set<String> = []
    private var ring: [String] = []
    private var oldest = 0
    private let capacity: Int

    /// - Parameter capacity: how many are remembered.
    init(capacity: Int = 100_000) { self.capacity = capacity }

    /// Remembers a fingerprint; false when it is already known.
    mutating func insert(_ fingerprint: String) -> Bool {
        guard known.insert(fingerprint).inserted else { return false }
        if ring.count < capacity {
            ring.append(fingerprint)
        } else {
            known.remove(ring[oldest])
            ring[oldest] = fingerprint
            oldest = (oldest + 1) % capacity
        }
        return true
    }
}
