public import HeraldModel
import Synchronization

/// Counts what came in by one source since the server started.
public final class SourceStats: Sendable {
    private let state = Mutex(Snapshot())

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

    func countSuccess(isDuplicate: Bool, at time: Timestamp, after duration: Duration) {
        state.withLock { state in
            if isDuplicate { state.duplicates += 1 } else { state.accepted += 1 }
            state.lastEventAt = time
            state.record(duration)
        }
    }

    func countLegacy() { state.withLock { $0.legacy += 1 } }

    func countRefusal(_ code: String, after duration: Duration) {
        state.withLock { state in
            state.refused[code, default: 0] += 1
            state.record(duration)
        }
    }
}

extension SourceStats.Snapshot {
    fileprivate mutating func record(_ duration: Duration) {
        let parts = duration.components
        let microseconds = parts.seconds * 1_000_000 + parts.attoseconds / 1_000_000_000_000
        answerTimes.record(microseconds: microseconds)
        answerMicroseconds += microseconds
    }
}
