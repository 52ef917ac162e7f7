import HeraldCatalogue
import HeraldModel
import HeraldOperations

/// What the list of alert rules shows, and who is told.
struct AlertsView {
    let path: String
    let rows: [AlertRow]
    let mayManage: Bool
    let receivers: [Receiver]
    let newReceiverHref: String

    /// A webhook that asked for alerts.
    struct Receiver {
        let href: String
        let shownURL: String
        let takes: String
        let health: Pill
    }

    init(_ visit: Visit) throws {
        let network = try visit.network.id
        path = visit.path(network, "/alerts")
        let order: [AlertReport.Condition] = [.firing, .pending, .quiet, .unknown]
        let reports = try visit.operations.alerts.all(of: network)
        rows = order.flatMap { condition in reports.filter { $0.condition == condition } }.map { AlertRow($0, visit) }
        mayManage = visit.may(.manage)
        receivers = try visit.operations.webhooks.all(of: network).compactMap { Receiver($0, visit) }
        newReceiverHref = visit.path(network, "/webhooks/new?events=herald.alert.*")
    }
}

extension AlertsView.Receiver {
    /// Nil for webhooks that hear nothing of alerts.
    fileprivate init?(_ webhook: Webhook, _ visit: Visit) {
        let (begins, ends) = (
            webhook.wants(type: OperationalType.alertFiring.name),
            webhook.wants(type: OperationalType.alertResolved.name)
        )
        guard begins || ends else { return nil }
        href = visit.path(webhook.networkID, "/webhooks/\(webhook.id)")
        shownURL = ShownURL.text(webhook.url)
        takes =
            begins && ends ? "when a rule fires and when it is over" : begins ? "when a rule fires" : "when it is over"
        health = Pill(webhook, health: visit.operations.lanes.health(of: webhook.id))
    }
}
