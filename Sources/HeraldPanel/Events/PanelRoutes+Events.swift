import HTTPTypes
import HeraldModel
import HeraldOperations

extension PanelRoutes {
    /// What happened, and who was told.
    mutating func addEvents() {
        let all = Self.network + "/events"
        add(.get, all, needs: .read) { visit in
            visit.page("events", title: "Events", current: .events, try await EventsView(visit))
        }
        add(.get, all + "/{event}", needs: .read) { visit in
            let detail = try await visit.operations.inspection.event(
                try visit.parameter("event"), of: try visit.network.id)
            return visit.page("event", title: detail.event.type, current: .events, try EventView(detail, visit))
        }
    }
}
