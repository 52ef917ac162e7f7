import HeraldHooks

/// What the last calls of a hook come to.
struct HookFigures {
    let calls: Int
    let byHook: Int
    let failed: Int
    /// How long calls took that reached the hook; nil when none did.
    let p50: Int64?
    let p95: Int64?

    init(_ records: [HookCallRecord]) {
        calls = records.count
        byHook = records.count { $0.decidedBy == .hook }
        failed = records.count { $0.fault != nil }
        // A paused hook was not asked; its instant refusals would make it look fast.
        let times = records.filter { $0.decidedBy != .breaker }.map(\.durationMicroseconds).sorted()
        p50 = Self.percentile(50, of: times)
        p95 = Self.percentile(95, of: times)
    }

    /// The nearest rank of sorted times.
    private static func percentile(_ percent: Int, of times: [Int64]) -> Int64? {
        guard !times.isEmpty else { return nil }
        return times[max(0, (times.count * percent + 99) / 100 - 1)]
    }
}
