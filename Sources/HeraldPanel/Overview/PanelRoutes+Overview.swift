import HTTPTypes
import HeraldModel
import HeraldOperations

extension PanelRoutes {
    /// A network at a glance.
    mutating func addOverview() {
        add(.get, Self.network, needs: .read) { visit in
            let network = try visit.network
            return visit.page("overview", title: network.name, current: .overview, try await OverviewView(visit))
        }
    }
}
