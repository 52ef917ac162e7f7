import DequeModule

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
        case lookUp
        case refused
    }

    private enum Entry {
        case pending([Waiter])
        case settled(Result<[IPAddress], ResolveFailure>, until: UInt64)
    }

    private let configuration: SystemResolver.Configuration
    private var entries: [String: Entry] = [:]
    /// Settled names, oldest first; an element whose time differs from its entry's is out of date.
    private var order: Deque<(host: String, until: UInt64)> = []
    private(set) var pendingCount = 0

    init(configuration: SystemResolver.Configuration) {
        self.configuration = configuration
    }

    /// The number of names whose answer is kept.
    var settledCount: Int { entries.count - pendingCount }

    mutating func ask(_ host: String, waiter: Waiter, at now: UInt64) -> Answer {
        switch entries[host] {
        case .settled(let result, let until) where now < until:
            return .known(result)
        case .pending(var waiters):
            waiters.append(waiter)
            entries[host] = .pending(waiters)
            return .joined
        case .settled, nil:
            guard pendingCount < configuration.maxPendingLookups else { return .refused }
            entries[host] = .pending([waiter])
            pendingCount += 1
            return .lookUp
        }
    }

    /// Keeps the answer of a look-up and returns who waits for it.
    mutating func settle(
        _ host: String, with result: Result<[IPAddress], ResolveFailure>, at now: UInt64
    ) -> [Waiter] {
        guard case .pending(let waiters) = entries[host] else { return [] }
        pendingCount -= 1
        let lifetime = (try? result.get()) == nil ? configuration.negativeLifetime : configuration.positiveLifetime
        let until = now + lifetime.wholeNanoseconds
        entries[host] = .settled(result, until: until)
        order.append((host, until))
        evict(at: now)
        return waiters
    }

    private mutating func evict(at now: UInt64) {
        while let oldest = order.first, oldest.until <= now || order.count > configuration.maxEntries {
            order.removeFirst()
            if case .settled(_, oldest.until) = entries[oldest.host] { entries[oldest.host] = nil }
        }
    }
}
