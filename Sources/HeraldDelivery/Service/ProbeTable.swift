import Synchronization

/// Requests made on demand: who waits for which token. Tokens have the highest bit set, which lanes never use.
package final class ProbeTable: Sendable {
    private let waiting = Mutex<(next: UInt64, byToken: [UInt64: CheckedContinuation<TransportResult, Never>])>(
        (1 << 63, [:]))

    package init() {}

    static func owns(_ token: UInt64) -> Bool { token >= 1 << 63 }

    /// Hands out a token, starts the request with it and waits for its result.
    package func result(of start: (UInt64) -> Void) async -> TransportResult {
        let token = waiting.withLock { state in
            state.next += 1
            return state.next
        }
        return await withCheckedContinuation { continuation in
            waiting.withLock { $0.byToken[token] = continuation }
            start(token)
        }
    }

    package func complete(_ result: TransportResult) {
        waiting.withLock { $0.byToken.removeValue(forKey: result.token) }?.resume(returning: result)
    }
}
