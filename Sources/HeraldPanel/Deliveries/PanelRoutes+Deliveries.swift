import HTTPTypes
import HeraldModel
import HeraldOperations

extension PanelRoutes {
    /// What is owed and what became of it.
    mutating func addDeliveries() {
        let all = Self.network + "/deliveries"
        add(.get, all, needs: .read) { visit in
            visit.page("deliveries", title: "Deliveries", current: .deliveries, try await DeliveriesView(visit))
        }
        add(.get, all + "/{delivery}", needs: .read) { visit in
            let network = try visit.network.id
            let detail = try await visit.operations.inspection.delivery(try visit.id("delivery"), of: network)
            let event = try? await visit.operations.inspection.event(detail.delivery.eventID.description, of: network)
            return visit.page(
                "delivery", title: "Delivery of \(detail.delivery.type)", current: .deliveries,
                try DeliveryView(detail, event: event?.event, visit))
        }
        add(.post, all + "/{delivery}/resend", needs: .manage) { visit in
            let network = try visit.network.id
            let id = try visit.id("delivery", DeliveryID.self)
            _ = try await visit.operations.inspection.retry(id, of: network)
            return .redirect(visit.path(network, "/deliveries/\(id)?done=resent"))
        }
    }
}
