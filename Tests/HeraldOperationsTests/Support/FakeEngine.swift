import HeraldDelivery
import HeraldModel
import Synchronization

/// An engine without lanes, or with lanes that are said to overflow.
final class FakeEngine: DeliveryControl {
    private let overflowing = Mutex(false)
    private let opened = Mutex<[WebhookID]>([])

    var isRunning: Bool { true }
    var failingWebhooks: Int { 0 }
    var openedLanes: [WebhookID] { opened.withLock { $0 } }
    func setOverflowing(_ value: Bool) { overflowing.withLock { $0 = value } }

    func put(_ webhook: Webhook, of network: Network) throws(EndpointError) {
        if webhook.url.contains("broken") { throw EndpointError("It is broken.") }
        opened.withLock { $0.append(webhook.id) }
    }

    func remove(_ webhook: WebhookID) {}

    func request(
        _ webhook: Webhook, of network: Network, with event: EventRecord, delivery: DeliveryID, attempt: Int,
        isLegacy: Bool, at time: Timestamp
    ) throws(EndpointError) -> [UInt8] {
        Array("POST \(webhook.url) attempt=\(attempt)".utf8)
    }

    func probe(_ webhook: Webhook, of network: Network, with event: EventRecord) async throws(EndpointError) -> Probe {
        throw EndpointError("Nothing is sent here.")
    }

    func laneState(of webhook: WebhookID) -> LaneState? {
        LaneState(ready: 0, inFlight: 0, waiting: 0, isOverflowing: overflowing.withLock { $0 })
    }
}
