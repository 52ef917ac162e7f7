import DequeModule
import HeraldModel

/// The cache of a resolver and the look-ups under way, without threads or clock.
///
/// Times are nanoseconds of one monotonic clock.
struct ResolverTable<Waiter> {
    /// What a question leads to.
    enum Answer {
        case known(Result<[IPAddress], ResolveFailure>)
        /// The same name is being looked up; the waiter gets that answer.
        case joined
        /// The caller must look the name up and then call ``settle(_:with:at:)``.
        /// - Parameter isSlow: Whether the name was slow before, and must wait for one of the threads for such names.
        case lookUp(isSlow: Bool)
        case refused
    }

    private enum Entry {
        case pending([Waiter], since: UInt64, isSlow: Bool)
        case settled(Result<[IPAddress], ResolveFailure>, until: UInt64)
    }

    private let configuration: SystemResolver.Configuration
    private var entries: [String: Entry] = [:]
    /// Settled names, oldest first; an element whose time differs from its entry's is out of date.
    private var order: Deque<(host: String, until: UInt64)> = []
    private(set) var pendingCount = 0
    private var slowPendingCount = 0
    /// Names that were slow the last time, and until when that is remembered.
    private var slowUntil: [String: UInt64] = [:]

    init(configuration: SystemResolver.Configuration) {
        self.configuration = configuration
    }

    /// The number of names whose answer is kept.
    var settledCount: Int { entries.count - pendingCount }

    mutating func ask(_ host: String, waiter: Waiter, at now: UInt64) -> Answer {
        switch entries[host] {
        case .settled(let result, let until) where now < until:
            return .known(result)
        case .pending(var waiters, let since, let isSlow):
            waiters.append(waiter)
            entries[host] = .pending(waiters, since: since, isSlow: isSlow)
            return .joined
        case .settled, nil:
            let isSlow = slowUntil[host].map { now < $0 } ?? false
            // Slow names may fill their own part of the queue only.
            guard pendingCount < configuration.maxPendingLookups,
                !isSlow || slowPendingCount < max(1, configuration.maxPendingLookups / 4)
            else { return .refused }
            entries[host] = .pending([waiter], since: now, isSlow: isSlow)
            pendingCount += 1
            if isSlow { slowPendingCount += 1 }
            return .lookUp(isSlow: isSlow)
        }
    }

    /// Takes note that a thread has begun a look-up: time spent in the queue is not the name's fault.
    mutating func begin(_ host: String, at now: UInt64) {
        guard case .pending(let waiters, _, let isSlow) = entries[host] else { return }
        entries[host] = .pending(waiters, since: now, isSlow: isSlow)
    }

    /// Keeps the answer of a look-up and returns who waits for it.
    mutating func settle(
        _ host: String, with result: Result<[IPAddress], ResolveFailure>, at now: UInt64
    ) -> [Waiter] {
        guard case .pending(let waiters, let since, let isSlow) = entries[host] else { return [] }
        pendingCount -= 1
        if isSlow { slowPendingCount -= 1 }
        note(host, tookSince: since, until: now)
        let lifetime = (try? result.get()) == nil ? configuration.negativeLifetime : configuration.positiveLifetime
        let until = now + lifetime.wholeNanoseconds
        entries[host] = .settled(result, until: until)
        order.append((host, until))
        evict(at: now)
        return waiters
    }

    private mutating func note(_ host: String, tookSince start: UInt64, until now: UInt64) {
        guard now - min(now, start) >= configuration.slowAfter.wholeNanoseconds else {
            slowUntil[host] = nil
            return
        }
        // To forget costs each name one quick thread once more.
        if slowUntil.count >= configuration.maxEntries { slowUntil = slowUntil.filter { now < $0.value } }
        if slowUntil.count >= configuration.maxEntries { slowUntil = [:] }
        slowUntil[host] = now + configuration.slowMemory.wholeNanoseconds
    }

    private mutating func evict(at now: UInt64) {
        while let oldest = order.first, oldest.until <= now || order.count > configuration.maxEntries {
            order.removeFirst()
            if case .settled(_, oldest.until) = entries[oldest.host] { entries[oldest.host] = nil }
        }
    }
}
