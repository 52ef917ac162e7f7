import HeraldModel
import Synchronization

/// Lets one lease of a consumer run at a time, in the order they came.
///
/// A lease searches on a reader and writes afterwards: two at once would find the same events, and one of them would have
/// to start over.
final class LeaseTurns: Sendable {
    /// Who waits for each consumer whose turn is taken.
    private let waiting = Mutex<[Consumer.Key: [CheckedContinuation<Void, Never>]]>([:])

    func run<Result: Sendable>(
        _ key: Consumer.Key, _ body: @Sendable () async throws -> Result
    ) async throws -> Result {
        await take(key)
        defer { pass(key) }
        return try await body()
    }

    private func take(_ key: Consumer.Key) async {
        await withCheckedContinuation { continuation in
            let isFree = waiting.withLock { waiting in
                if waiting[key] == nil {
                    waiting[key] = []
                    return true
                }
                waiting[key]?.append(continuation)
                return false
            }
            if isFree { continuation.resume() }
        }
    }

    private func pass(_ key: Consumer.Key) {
        let next = waiting.withLock { waiting -> CheckedContinuation<Void, Never>? in
            guard waiting[key]?.isEmpty == false else {
                waiting[key] = nil
                return nil
            }
            return waiting[key]?.removeFirst()
        }
        next?.resume()
    }
}
