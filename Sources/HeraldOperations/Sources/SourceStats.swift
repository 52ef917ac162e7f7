public import HeraldModel
import Synchronization

/// Counts what came in by one source since the server started, and lately.
public final class SourceStats: Sendable {
    private let state = Mutex(Snapshot())
    private let history = Mutex(SourceHistory())

    /// Counts from zero.
    public init() {}

    /// The counts at one moment.
    public struct Snapshot: Hashable, Sendable {
        /// Events that were new.
        public var accepted = 0
        /// Repeats of events that were known.
        public var duplicates = 0
        /// The second requests social.plus sends for old receivers. They are dropped unread, so anybody can send one.
        public var legacy = 0
        /// Refused requests by the code of the reason.
        public var refused: [String: Int] = [:]
        /// How long answers took, from the last byte of the request on.
        public var answerTimes = LatencyHistogram()
        /// What these times add up to.
        public var answerMicroseconds: Int64 = 0
        /// When a genuine request came last.
        public var lastEventAt: Timestamp?
    }

    /// The counts now.
    public var snapshot: Snapshot { state.withLock { $0 } }

    /// The longest window there is, in minutes.
    public static let windowMinutes = SourceHistory.hourMinutes

    /// What came in within the last minutes, of which there are at most ``windowMinutes``.
    public func window(_ window: StatsWindow, before now: Timestamp) -> SourceWindow {
        history.withLock { $0.window(window, before: now) }
    }

    /// The good among all requests of the last minutes, up to a day; nil for less than `minimum` requests.
    func successRate(minutes: Int64, minimum: Int64, before now: Timestamp) -> Double? {
        let (good, all) = history.withLock { $0.taken(minutes: minutes, before: now) }
        return all == 0 || Int64(all) < minimum ? nil : Double(good) / Double(all)
    }

    func countSuccess(isDuplicate: Bool, at time: Timestamp, after duration: Duration) {
        state.withLock { state in
            if isDuplicate { state.duplicates += 1 } else { state.accepted += 1 }
            state.lastEventAt = time
            state.record(duration)
        }
        history.withLock { history in
            history.countSuccess(isDuplicate: isDuplicate, at: time, afterMicroseconds: duration.wholeMicroseconds)
        }
    }

    func countLegacy() { state.withLock { $0.legacy += 1 } }

    func countRefusal(_ code: String, at time: Timestamp, after duration: Duration) {
        state.withLock { state in
            state.refused[code, default: 0] += 1
            state.record(duration)
        }
        history.withLock { history in
            history.countRefusal(code, at: time, afterMicroseconds: duration.wholeMicroseconds)
        }
    }
}

extension SourceStats.Snapshot {
    fileprivate mutating func record(_ duration: Duration) {
        let microseconds = duration.wholeMicroseconds
        answerTimes.record(microseconds: microseconds)
        answerMicroseconds += microseconds
    }
}

extension Duration {
    fileprivate var wholeMicroseconds: Int64 {
        components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
    }
}
