/// Says how many deliveries a replay may make owed now: a token bucket that holds one second's worth.
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

    /// The whole tokens there are at `now`.
    mutating func available(at now: Duration) -> Int {
        let elapsed = now - last
        if elapsed > .zero {
            tokens = min(Double(ratePerSecond), tokens + elapsed / .seconds(1) * Double(ratePerSecond))
            last = now
        }
        return Int(tokens)
    }

    /// Takes tokens that were used.
    mutating func spend(_ count: Int) { tokens -= Double(count) }

    /// How long until there is a whole token.
    var untilNext: Duration { tokens >= 1 ? .zero : .seconds((1 - tokens) / Double(ratePerSecond)) }
}
