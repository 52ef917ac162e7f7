import HeraldDelivery
import Synchronization

/// Gathers results by token and lets tests wait for them.
final class ResultCollector: Sendable {
    private struct State {
        var results: [UInt64: [TransportResult]] = [:]
        var order: [UInt64] = []
        var waiters: [UInt64: CheckedContinuation<TransportResult, Never>] = [:]
    }

    private let state = Mutex(State())

    /// The tokens in the order their results came.
    var order: [UInt64] { state.withLock { $0.order } }
    /// How many results came for each token.
    var counts: [UInt64: Int] { state.withLock { $0.results.mapValues(\.count) } }

    func receive(_ batch: [TransportResult]) {
        let woken = state.withLock { state in
            var woken: [(CheckedContinuation<TransportResult, Never>, TransportResult)] = []
            for result in batch {
                state.results[result.token, default: []].append(result)
                state.order.append(result.token)
                if let waiter = state.waiters.removeValue(forKey: result.token) { woken.append((waiter, result)) }
            }
            return woken
        }
        for (waiter, result) in woken { waiter.resume(returning: result) }
    }

    /// Waits for the first result of a token. One waiter for each token.
    func result(of token: UInt64) async -> TransportResult {
        await withCheckedContinuation { continuation in
            let known = state.withLock { state -> TransportResult? in
                if let result = state.results[token]?.first { return result }
                state.waiters[token] = continuation
                return nil
            }
            if let known { continuation.resume(returning: known) }
        }
    }
}
