/// Says how many deliveries a replay may make owed now: a token bucket that holds a fifth of a second's worth.
///
/// It is small so that nothing comes in a burst after a wait, and large enough that a late timer costs no rate.
struct ReplayPacer {
    private let ratePerSecond: Int
    private var tokens: Double
    private var last: Duration

    /// Starts with one token, so that a slow replay begins at once. `now` is any monotonic time.
    init(ratePerSecond: Int, now: Duration) {
        self.ratePerSecond = ratePerSecond
        tokens = 1
        last = now
    }

    private var capacity: Double { max(2, Double(ratePerSecond) / 5) }

    /// What is worth a transaction: a twentieth of a second's worth.
    private var batch: Double { max(1, Double(ratePerSecond) / 20) }

    /// The whole tokens there are at `now`.
    mutating func available(at now: Duration) -> Int {
        let elapsed = now - last
        if elapsed > .zero {
            tokens = min(capacity, tokens + elapsed / .seconds(1) * Double(ratePerSecond))
            last = now
        }
        return Int(tokens)
    }

    /// Takes tokens that were used.
    mutating func spend(_ count: Int) { tokens -= Double(count) }

    /// How long until there is a batch of tokens.
    var untilNext: Duration { tokens >= batch ? .zero : .seconds((batch - tokens) / Double(ratePerSecond)) }
}
