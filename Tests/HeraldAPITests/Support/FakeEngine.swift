import HeraldDelivery
import HeraldModel
import Synchronization

/// An engine that sends nothing and remembers what it was told.
final class FakeEngine: DeliveryControl {
    private struct State {
        var lanes: [WebhookID: Webhook] = [:]
        var probed: [String] = []
        var isRunning = true
        var refusal: EndpointError?
    }

    private let state = Mutex(State())

    var lanes: [WebhookID: Webhook] { state.withLock { $0.lanes } }
    var probed: [String] { state.withLock { $0.probed } }
    var isRunning: Bool { state.withLock { $0.isRunning } }

    func stop() { state.withLock { $0.isRunning = false } }
    func refuse(_ error: EndpointError?) { state.withLock { $0.refusal = error } }

    func put(_ webhook: Webhook, of network: Network) throws(EndpointError) {
        if let refusal = state.withLock({ $0.refusal }) { throw refusal }
        state.withLock { $0.lanes[webhook.id] = webhook }
    }

    func remove(_ webhook: WebhookID) { state.withLock { $0.lanes[webhook] = nil } }

    func request(
        _ webhook: Webhook, of network: Network, with event: EventRecord, delivery: DeliveryID, attempt: Int,
        isLegacy: Bool, at time: Timestamp
    ) throws(EndpointError) -> [UInt8] {
        Array("POST \(webhook.url) attempt=\(attempt)".utf8)
    }

    func probe(_ webhook: Webhook, of network: Network, with event: EventRecord) async throws(EndpointError) -> Probe {
        state.withLock { $0.probed.append(event.type) }
        let attempt = Attempt(
            number: 1, startedAt: event.occurredAt, durationMicroseconds: 12_345, status: 204, error: nil,
            responseHead: Array("Server: test\r\nX-A: 1\r\nx-a: 2\r\n".utf8))
        return Probe(request: Array("POST / HTTP/1.1\r\n".utf8), attempt: attempt, isSuccess: true)
    }

    /// Every lane's state.
    static let state = LaneState(
        ready: 1, inFlight: 0, waiting: 0, isOverflowing: false,
        health: LaneHealth(
            state: .failing, since: Timestamp(milliseconds: 1_767_323_000_000), consecutiveFailures: 12,
            nextProbeAt: Timestamp(milliseconds: 1_767_323_050_000), lastError: "timeout", window: 4))

    func laneState(of webhook: WebhookID) -> LaneState? { lanes[webhook] == nil ? nil : Self.state }
    var failingWebhooks: Int { 3 }
}
