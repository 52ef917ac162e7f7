import HeraldModel

/// What a store should hold after a run, in the plainest terms.
struct NaiveModel {
    struct Row: Equatable {
        var webhook: WebhookID
        var status: DeliveryStatus
        var attempts: Int
    }

    var live: [WebhookID] = []
    var deliveries: [DeliveryID: Row] = [:]
    var events: Set<EventID> = []
    var remembered: [String: (event: EventID, hash: Int64)] = [:]

    /// The owed deliveries of a webhook, oldest first.
    func owed(_ webhook: WebhookID) -> [DeliveryID] {
        deliveries.filter { $0.value.webhook == webhook && $0.value.status.isOwed }.map(\.key).sorted()
    }

    var backlog: [WebhookID: Int] {
        deliveries.values.reduce(into: [:]) { if $1.status.isOwed { $0[$1.webhook, default: 0] += 1 } }
    }
}
