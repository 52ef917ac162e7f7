import HeraldModel
import HeraldOperations
import Synchronization

/// Unsaved counts that a test puts in.
final class FakeLiveStats: LiveStats {
    private let buckets = Mutex<[StatsBucket]>([])

    func unsavedStats() -> [StatsBucket] { buckets.withLock { $0 } }
    func add(_ bucket: StatsBucket) { buckets.withLock { $0.append(bucket) } }
}
