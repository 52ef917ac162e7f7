import HeraldModel
import HeraldOperations
import Synchronization

/// A wall clock that moves only when told to.
final class ManualClock: Sendable {
    private let time = Mutex(Timestamp(milliseconds: 1_767_323_045_678))

    var now: Timestamp { time.withLock { $0 } }
    var wall: WallClock { WallClock { self.now } }

    func advance(seconds: Int64) {
        time.withLock { $0 = $0.advanced(byMilliseconds: seconds * 1000) }
    }
}
