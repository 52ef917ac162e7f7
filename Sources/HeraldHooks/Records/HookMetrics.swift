public import HeraldModel
import Synchronization

/// Counts what hooks decided since the server started.
public final class HookMetrics: Sendable {
    /// What one count is about.
    public struct Key: Hashable, Sendable {
        public var kind: Hook.Kind
        public var verdict: String
        public var decidedBy: DecidedBy
        public var isShadow: Bool
    }

    /// How long calls took that reached the hook.
    public struct Times: Hashable, Sendable {
        /// For each of ``HookMetrics/bounds``, and then for everything above: how many calls took no longer, and
        /// longer than the bound before.
        public fileprivate(set) var counts = [Int](repeating: 0, count: HookMetrics.bounds.count + 1)
        /// All together, in microseconds.
        public fileprivate(set) var sum: Int64 = 0
    }

    /// The upper bounds of the histogram, in microseconds.
    public static let bounds: [Int64] = [
        1000, 2500, 5000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000,
    ]

    private struct State {
        var counts: [Key: Int] = [:]
        var times: [Hook.Kind: Times] = [:]
    }

    private let state = Mutex(State())

    /// Counts from zero.
    public init() {}

    func count(_ record: HookCallRecord, of kind: Hook.Kind) {
        let key = Key(
            kind: kind, verdict: record.shadowVerdict ?? record.verdict, decidedBy: record.decidedBy,
            isShadow: record.isShadow)
        let bucket = Self.bounds.firstIndex { record.durationMicroseconds <= $0 } ?? Self.bounds.count
        state.withLock { state in
            state.counts[key, default: 0] += 1
            guard record.decidedBy != .breaker else { return }
            state.times[kind, default: Times()].counts[bucket] += 1
            state.times[kind, default: Times()].sum += record.durationMicroseconds
        }
    }

    /// How often what was decided.
    public var counts: [Key: Int] { state.withLock { $0.counts } }
    /// How long it took.
    public var times: [Hook.Kind: Times] { state.withLock { $0.times } }
}
