import HeraldModel
import HeraldOperations

/// One delivery in a list.
struct DeliveryRow {
    let href: String
    let type: String
    let pill: Pill
    let receiver: String
    let receiverHref: String?
    let eventHref: String
    let eventName: String
    let attempts: String
    let created: Moment
    let next: Moment?
    let why: String?

    init(_ delivery: Delivery, of network: NetworkID, _ visit: Visit) {
        href = visit.path(network, "/deliveries/\(delivery.id)")
        type = PlainText.visible(delivery.type)
        pill = Pill(delivery.status)
        let webhook = visit.operations.directory.webhook(delivery.webhookID)
        receiver = webhook.map { ShownURL.text($0.url) } ?? "deleted webhook"
        receiverHref = webhook.map { visit.path(network, "/webhooks/\($0.id)") }
        eventHref = visit.path(network, "/events/\(delivery.eventID)")
        eventName = PlainText.visible(delivery.eventPublicID)
        attempts = Figure.count(delivery.attemptCount)
        created = Moment(delivery.createdAt)
        next = delivery.nextAttemptAt.map(Moment.init)
        why = delivery.reason.map(PlainText.visible)
    }
}
