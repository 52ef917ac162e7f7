import HeraldDelivery
import NIOCore
import Synchronization

/// Answers synchronous calls at once with what a test says, and keeps what was asked.
final class FakeHookTransport: DeliveryTransport {
    private struct State {
        var handler: @Sendable ([TransportResult]) -> Void = { _ in }
        var outcome = TransportResult.Outcome.failure(.connectFailed)
        var requests: [String] = []
    }

    private let state = Mutex(State())

    /// What was asked, as it goes over the wire.
    var requests: [String] { state.withLock { $0.requests } }

    /// Says what comes back from now on.
    func answer(_ status: Int, _ body: String = "") {
        let response = TransportResponse(status: status, body: Array(body.utf8))
        state.withLock { $0.outcome = .response(response) }
    }

    func fail(_ failure: TransportFailure) { state.withLock { $0.outcome = .failure(failure) } }

    func setResultHandler(_ handler: @escaping @Sendable ([TransportResult]) -> Void) {
        state.withLock { $0.handler = handler }
    }

    func submit(_ requests: [TransportRequest]) {
        let texts = requests.map { request in
            var buffer = ByteBuffer()
            request.message.write(variant: request.variant, into: &buffer)
            return String(buffer: buffer)
        }
        let (handler, outcome) = state.withLock { state in
            state.requests += texts
            return (state.handler, state.outcome)
        }
        handler(requests.map { TransportResult(token: $0.token, durationMicroseconds: 1, outcome: outcome) })
    }
}
