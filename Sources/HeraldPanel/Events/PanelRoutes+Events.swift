import HTTPTypes
import HeraldModel
import HeraldOperations

extension PanelRoutes {
    /// What happened.
    mutating func addEvents() {
        add(.get, Self.network + "/events", needs: .read) { visit in
            visit.page("events", title: "Events", current: .events, try await EventsView(visit))
        }
    }

    /// One event, and who was told.
    mutating func addEvent() {
        add(.get, Self.network + "/events/{event}", needs: .read) { visit in
            let detail = try await visit.operations.inspection.event(
                try visit.parameter("event"), of: try visit.network.id)
            return visit.page("event", title: detail.event.type, current: .events, try EventView(detail, visit))
        }
    }
}
