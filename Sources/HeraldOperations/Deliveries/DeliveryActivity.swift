public import HeraldModel
import Synchronization

/// How often webhooks' deliveries changed, counted only while somebody watches: the hot path pays one load otherwise.
public final class DeliveryActivity: Sendable {
    private let watchers = Atomic<Int>(0)
    private let changes = Mutex<[WebhookID: UInt64]>([:])

    /// Nobody watches yet.
    public init() {}

    /// Counts recorded outcomes.
    public func count(_ settled: [Settlement]) {
        guard watchers.load(ordering: .relaxed) > 0 else { return }
        changes.withLock { changes in
            for settlement in settled { changes[settlement.webhookID, default: 0] += 1 }
        }
    }

    /// A place among those who watch; leaving is letting go of it.
    public final class Watch: Sendable {
        private let activity: DeliveryActivity

        fileprivate init(_ activity: DeliveryActivity) { self.activity = activity }

        deinit { activity.leave() }

        /// The changes of these webhooks together. Only its differences mean something.
        public func changes(of webhooks: some Sequence<WebhookID>) -> UInt64 {
            activity.changes.withLock { changes in webhooks.reduce(0) { $0 &+ (changes[$1] ?? 0) } }
        }
    }

    /// Begins to count for one more; nil when `most` watch already.
    public func watch(most: Int) -> Watch? {
        guard watchers.wrappingAdd(1, ordering: .relaxed).newValue <= most else {
            leave()
            return nil
        }
        return Watch(self)
    }

    /// Counts are forgotten once nobody watches.
    private func leave() {
        guard watchers.wrappingSubtract(1, ordering: .relaxed).newValue == 0 else { return }
        changes.withLock { $0 = [:] }
    }
}
