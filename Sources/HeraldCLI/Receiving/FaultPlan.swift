/// Decides which requests a receiver fails on purpose. Exact and repeatable: a rate of 0.25 fails every fourth.
struct FaultPlan: Hashable, Sendable {
    /// The share of requests that fail, from 0 to 1.
    let rate: Double
    private var count = 0

    init(rate: Double) { self.rate = min(1, max(0, rate)) }

    /// Whether the next request fails.
    mutating func next() -> Bool {
        count += 1
        return Int(Double(count) * rate) > Int(Double(count - 1) * rate)
    }
}
