import HeraldModel
import Synchronization

/// Bounds how many calls of a network wait for events at a time.
final class PollLimit: Sendable {
    private let limit: Int
    private let counts = Mutex<[NetworkID: Int]>([:])

    init(_ limit: Int) { self.limit = limit }

    /// Takes a place.
    /// - Throws: when there is none.
    func enter(_ network: NetworkID) throws(OperationError) {
        let isIn = counts.withLock { counts in
            guard counts[network, default: 0] < limit else { return false }
            counts[network, default: 0] += 1
            return true
        }
        guard isIn else { throw .tooManyPolls(limit) }
    }

    /// Gives the place back.
    func leave(_ network: NetworkID) {
        counts.withLock { counts in
            counts[network, default: 0] -= 1
            if counts[network] == 0 { counts[network] = nil }
        }
    }

    /// How many calls of a network wait now.
    func count(of network: NetworkID) -> Int { counts.withLock { $0[network] ?? 0 } }
}
