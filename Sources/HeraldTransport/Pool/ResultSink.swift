import HeraldDelivery
import Synchronization

/// Where results go.
final class ResultSink: Sendable {
    /// Keeps the closure out of the mutex's generic value: there, every access would wrap it in one more thunk.
    private struct Handler {
        let call: @Sendable ([TransportResult]) -> Void
    }

    private let handler = Mutex<Handler?>(nil)

    func setHandler(_ newHandler: @escaping @Sendable ([TransportResult]) -> Void) {
        handler.withLock { $0 = Handler(call: newHandler) }
    }

    func deliver(_ results: [TransportResult]) {
        guard !results.isEmpty, let handler = handler.withLock({ $0 }) else { return }
        handler.call(results)
    }

    /// Reports requests that never started.
    func cancel(_ requests: [TransportRequest]) {
        deliver(
            requests.map {
                TransportResult(token: $0.token, durationMicroseconds: 0, outcome: .failure(.cancelled))
            }
        )
    }
}
