import HTTPTypes
import HeraldCatalogue
import HeraldModel
import HeraldOperations

extension PanelRoutes {
    /// Every event type there is. A type may hold a slash.
    mutating func addCatalogue() {
        let all = Self.network + "/catalogue"
        add(.get, all, needs: .read) { visit in
            visit.page(
                "catalogue", title: "Catalogue", current: .catalogue,
                CatalogueView(try visit.network, search: visit.query.text("q"), visit))
        }
        add(.get, all + "/{type}", needs: .read) { visit in try Self.type(try visit.parameter("type"), visit) }
        add(.get, all + "/{type}/{member}", needs: .read) { visit in
            try Self.type(try visit.parameter("type") + "/" + visit.parameter("member"), visit)
        }
    }

    private static func type(_ name: String, _ visit: Visit) throws -> Outcome {
        let network = try visit.network
        let view: EventTypeView
        if let own = OperationalType.named(name) {
            view = EventTypeView(own, in: network, visit)
        } else if let type = EventCatalogue.catalogue(for: network.dialect)?.type(named: name) {
            view = EventTypeView(type, in: network, visit)
        } else {
            throw OperationError.notFound("event type")
        }
        return visit.page("event-type", title: view.type, current: .catalogue, view)
    }
}
