import HTTPTypes
import HeraldOperations

extension PanelRoutes {
    /// Where deliveries come from, for receivers' allow-lists.
    mutating func addEgress() {
        add(.get, Self.network + "/egress", needs: .read) { visit in
            visit.page("egress", title: "Egress", current: .egress, EgressView(try visit.network, visit.operations))
        }
    }
}
