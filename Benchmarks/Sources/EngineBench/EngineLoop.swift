import HeraldDelivery
import HeraldModel
import HeraldStore

enum EngineLoop {
    /// As many as one commit commonly brings.
    private static let batch = 64

    static func run(_ count: Int) throws -> Int {
        let network = NetworkID(rawValue: 1)
        let webhook = WebhookID(rawValue: 2)
        let now = Sample.now
        let body = Sample.data
        var core = EngineCore(seed: 1)
        _ = core.put(webhook, of: network, settings: LaneSettings(maxConcurrency: batch), at: now)
        // A lane first reads what the store still owes; here that is nothing.
        for page in core.takeActions().pages {
            core.paged(page, OwedPage(isComplete: true), at: now) { _ in [] }
        }
        var next: Int64 = 10
        var settled = 0
        while settled < count {
            for _ in 0..<min(batch, count - settled) {
                let event = Sample.event(next, of: network)
                core.committed(
                    OwedDelivery(id: DeliveryID(rawValue: next + 1), webhookID: webhook, event: event), body: body,
                    at: now)
                next += 2
            }
            // The window of a lane may be smaller than the batch: the rest goes out as places get free.
            let goal = settled + min(batch, count - settled)
            while settled < goal {
                core.pump(at: now)
                let dispatches = core.takeActions().dispatches
                guard !dispatches.isEmpty else { throw Stalled() }
                for dispatch in dispatches {
                    core.completed(
                        AttemptResult(
                            token: dispatch.token, outcome: .success, durationMicroseconds: 500, status: 200), at: now)
                }
                let actions = core.takeActions()
                core.settled(actions.settlements, at: now)
                settled += actions.settlements.count
            }
        }
        return settled
    }

    /// The engine owes deliveries and starts none.
    struct Stalled: Error {}
}
