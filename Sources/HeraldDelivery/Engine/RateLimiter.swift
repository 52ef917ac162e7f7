import HeraldModel

/// A token bucket kept as one number: the moment the bucket would be full again (GCRA).
struct RateLimiter: Hashable {
    /// Microseconds between requests at the full rate.
    private let interval: Int64
    /// How far ahead of the clock that moment may lie: a tenth of a second's worth of requests.
    private let tolerance: Int64
    private var fullAt: Int64 = 0

    init(perSecond rate: Int) {
        interval = 1_000_000 / Int64(max(1, rate))
        tolerance = max(interval, 100_000)
    }

    /// Takes one request's worth; nil when allowed now, else the moment to ask again.
    mutating func take(at now: Timestamp) -> Timestamp? {
        let clock = now.milliseconds * 1000
        let start = max(fullAt, clock)
        guard start + interval - clock <= tolerance else {
            return Timestamp(milliseconds: (start + interval - tolerance + 999) / 1000)
        }
        fullAt = start + interval
        return nil
    }
}
