import HeraldModel

/// A token bucket kept as one number: the moment the bucket would be full again (GCRA).
struct RateLimiter: Hashable {
    /// Nanoseconds between requests at the full rate.
    private let interval: Int64
    /// How far ahead of the clock that moment may lie: a tenth of a second's worth of requests. At low rates, one and
    /// what it takes to make good for being asked late: timers are looked at every 20 ms, and that must not add up.
    private let tolerance: Int64
    private var fullAt: Int64 = 0

    init(perSecond rate: Int) {
        interval = 1_000_000_000 / Int64(max(1, rate))
        tolerance = max(interval + 50_000_000, 100_000_000)
    }

    /// Follows on a limit with another rate, or on none: what was used counts, so that changes bring no burst.
    init(perSecond rate: Int, after old: RateLimiter?, at now: Timestamp) {
        self.init(perSecond: rate)
        let clock = Self.clock(now)
        guard let old else {
            fullAt = clock + tolerance
            return
        }
        let used = Double(max(0, old.fullAt - clock)) / Double(old.interval)
        fullAt = clock + Int64(min(used * Double(interval), Double(tolerance)))
    }

    /// Takes one request's worth; nil when allowed now, else the moment to ask again.
    mutating func take(at now: Timestamp) -> Timestamp? {
        let next = begin(at: now) + interval
        guard next - Self.clock(now) <= tolerance else {
            return Timestamp(milliseconds: (next - tolerance + 999_999) / 1_000_000)
        }
        fullAt = next
        return nil
    }

    /// Takes one request's worth whether or not it is allowed; later ones wait for it.
    mutating func charge(at now: Timestamp) { fullAt = begin(at: now) + interval }

    private func begin(at now: Timestamp) -> Int64 { max(fullAt, Self.clock(now)) }

    private static func clock(_ now: Timestamp) -> Int64 { now.milliseconds * 1_000_000 }
}
