/// What ``MemoryDeduplication`` remembers.
struct DeduplicationTable {
    private let limits: DeduplicationLimits
    private var lastNumber: Int64 = 0
    private var inWork: [String: Work] = [:]
    private var done: Set<String> = []
    /// The handled ids, the oldest first; those before `oldest` are forgotten.
    private var order: [Done] = []
    private var oldest = 0

    private struct Work {
        var number: Int64
        var until: Int64
    }

    private struct Done {
        var id: String
        var at: Int64
    }

    init(limits: DeduplicationLimits) { self.limits = limits }

    /// How many ids are remembered.
    var count: Int { done.count + inWork.count }

    mutating func begin(_ id: String, at now: Int64) throws(DeduplicationError) -> DeduplicationOutcome {
        forget(at: now)
        if done.contains(id) { return .done }
        if let work = inWork[id], now < work.until { return .inProgress }
        if inWork[id] == nil, inWork.count >= limits.inWork {
            inWork = inWork.filter { now < $0.value.until }
            guard inWork.count < limits.inWork else { throw .tooManyInWork(limit: limits.inWork) }
        }
        lastNumber += 1
        inWork[id] = Work(number: lastNumber, until: now + limits.leaseSeconds)
        return .fresh(DeduplicationClaim(id: id, number: lastNumber))
    }

    mutating func finish(_ claim: DeduplicationClaim, at now: Int64) {
        // Whoever holds the id now, the event was handled.
        inWork[claim.id] = nil
        guard done.insert(claim.id).inserted else { return }
        order.append(Done(id: claim.id, at: now))
        forget(at: now)
    }

    mutating func abandon(_ claim: DeduplicationClaim) {
        if inWork[claim.id]?.number == claim.number { inWork[claim.id] = nil }
    }

    private mutating func forget(at now: Int64) {
        while oldest < order.count, done.count > limits.capacity || order[oldest].at + limits.windowSeconds <= now {
            done.remove(order[oldest].id)
            order[oldest].id = ""
            oldest += 1
        }
        // Moves what is left only when at least as much is gone, so each id is moved once on average.
        if oldest > 64, oldest * 2 >= order.count {
            order.removeFirst(oldest)
            oldest = 0
        }
    }
}
