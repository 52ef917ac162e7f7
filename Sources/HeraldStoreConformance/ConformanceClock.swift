public import HeraldModel
import Synchronization

/// The clock of a conformance case: it stands still until the case moves it.
public final class ConformanceClock: Sendable {
    private let milliseconds: Mutex<Int64>

    /// Starts in January 2026.
    public init() { milliseconds = Mutex(1_767_312_000_000) }

    /// The time it shows.
    public var now: Timestamp { milliseconds.withLock { Timestamp(milliseconds: $0) } }

    /// Moves it; backwards too.
    public func advance(by amount: Int64) { milliseconds.withLock { $0 += amount } }
}
