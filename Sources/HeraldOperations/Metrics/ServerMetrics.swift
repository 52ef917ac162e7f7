public import HeraldModel
public import HeraldStore
import Synchronization

/// Counts what the server did since it started.
public final class ServerMetrics: Sendable {
    private let eventsAccepted = Atomic<Int>(0)
    private let eventsDuplicate = Atomic<Int>(0)
    private let deliveriesCreated = Atomic<Int>(0)
    private let deliveriesDelivered = Atomic<Int>(0)
    private let deliveriesFailed = Atomic<Int>(0)
    private let attemptsAnswered = Atomic<Int>(0)
    private let attemptsUnanswered = Atomic<Int>(0)
    private let pruned = Mutex(PruneStep())
    private let requests = Mutex<[Int: Int]>([:])

    /// Counts from zero.
    public init() {}

    /// The counts at one moment.
    public struct Snapshot: Hashable, Sendable {
        public var eventsAccepted = 0
        public var eventsDuplicate = 0
        public var deliveriesCreated = 0
        public var deliveriesDelivered = 0
        public var deliveriesFailed = 0
        /// Attempts that got a complete HTTP answer, whatever its status.
        public var attemptsAnswered = 0
        /// Attempts that ended without one.
        public var attemptsUnanswered = 0
        /// What retention let go.
        public var pruned = PruneStep()
        /// API requests by HTTP status.
        public var requests: [Int: Int] = [:]
    }

    /// Counts the outcome of an append.
    public func countAccepted(_ appended: [AppendedEvent]) {
        var duplicates = 0
        var deliveries = 0
        for event in appended {
            if event.isDuplicate { duplicates += 1 }
            deliveries += event.deliveryCount
        }
        eventsAccepted.add(appended.count - duplicates, ordering: .relaxed)
        eventsDuplicate.add(duplicates, ordering: .relaxed)
        deliveriesCreated.add(deliveries, ordering: .relaxed)
    }

    /// Counts attempts and what they decided. The engine's owner calls it with everything that is settled.
    public func countSettled(_ settlements: [Settlement]) {
        var (answered, delivered, failed) = (0, 0, 0)
        for settlement in settlements {
            if settlement.attempt.status != nil { answered += 1 }
            switch settlement.decision {
            case .delivered: delivered += 1
            case .failed: failed += 1
            case .retry, nil: break
            }
        }
        attemptsAnswered.add(answered, ordering: .relaxed)
        attemptsUnanswered.add(settlements.count - answered, ordering: .relaxed)
        deliveriesDelivered.add(delivered, ordering: .relaxed)
        deliveriesFailed.add(failed, ordering: .relaxed)
    }

    /// Counts what a step of pruning let go.
    public func countPruned(_ step: PruneStep) { pruned.withLock { $0.count(step) } }

    /// Counts one answered API request.
    public func countRequest(status: Int) { requests.withLock { $0[status, default: 0] += 1 } }

    /// The counts now.
    public var snapshot: Snapshot {
        Snapshot(
            eventsAccepted: eventsAccepted.load(ordering: .relaxed),
            eventsDuplicate: eventsDuplicate.load(ordering: .relaxed),
            deliveriesCreated: deliveriesCreated.load(ordering: .relaxed),
            deliveriesDelivered: deliveriesDelivered.load(ordering: .relaxed),
            deliveriesFailed: deliveriesFailed.load(ordering: .relaxed),
            attemptsAnswered: attemptsAnswered.load(ordering: .relaxed),
            attemptsUnanswered: attemptsUnanswered.load(ordering: .relaxed),
            pruned: pruned.withLock { $0 }, requests: requests.withLock { $0 })
    }
}
