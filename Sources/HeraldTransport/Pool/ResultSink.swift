import HeraldDelivery
import Synchronization

/// Where results go.
final class ResultSink: Sendable {
    private let handler = Mutex<(@Sendable ([TransportResult]) -> Void)?>(nil)

    func setHandler(_ newHandler: @escaping @Sendable ([TransportResult]) -> Void) {
        handler.withLock { $0 = newHandler }
    }

    func deliver(_ results: [TransportResult]) {
        guard !results.isEmpty else { return }
        handler.withLock { $0 }?(results)
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
