import HeraldModel
import HeraldOperations

/// What an event's page shows.
struct EventView {
    let listHref: String
    let listName: String
    let type: String
    let eventName: String
    let ownID: String
    let key: String?
    let accepted: Moment
    let occurred: Moment
    let notice: String?
    let payload: PayloadView?
    let requestInfo: String?
    let deliveries: [DeliveryRow]
    let missed: [MissedRow]

    /// A webhook that did not get it.
    struct MissedRow {
        let href: String
        let receiver: String
        let why: String
    }

    init(_ detail: EventDetail, _ visit: Visit) throws {
        let network = try visit.network.id
        let event = detail.event
        // Customers have no list of events.
        let isInPanel = visit.mount == .panel
        listHref = visit.path(network, isInPanel ? "/events" : "/deliveries")
        listName = isInPanel ? "Events" : "Deliveries"
        type = PlainText.visible(event.type)
        eventName = PlainText.visible(event.publicID)
        ownID = event.id.description
        key = event.orderingKey.map(PlainText.visible)
        accepted = Moment(event.acceptedAt)
        occurred = Moment(event.occurredAt)
        notice = event.notice.map(PlainText.visible)
        payload = event.hasPayload ? PayloadView(event.data) : nil
        requestInfo = event.requestInfo.map(PlainText.json)
        deliveries = detail.deliveries.map { DeliveryRow($0, of: network, visit) }
        missed = detail.missed.map { missed in
            MissedRow(
                href: visit.path(network, "/webhooks/\(missed.webhookID)"),
                receiver: visit.operations.directory.webhook(missed.webhookID).map { ShownURL.text($0.url) }
                    ?? "deleted webhook",
                why: missed.detail)
        }
    }
}
