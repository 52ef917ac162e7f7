import HTTPTypes
import HeraldJSON
import HeraldModel
import HeraldOperations

extension PanelRoutes {
    /// The networks to choose from.
    mutating func addNetworks() {
        add(.get, "/panel/networks", needs: .read) { visit in
            visit.page("networks", title: "Networks", current: .networks, NetworksView(visit))
        }
        add(.post, "/panel/networks", needs: .admin) { visit in
            let body: JSONValue = [
                "name": .string(visit.form.text("name") ?? ""), "dialect": .string(visit.form.text("dialect") ?? ""),
            ]
            do {
                let network = try await visit.operations.networks.create(body)
                return .redirect(Visit.path(network.id, "/webhooks/new?done=created"))
            } catch let error as OperationError where error.kind == .invalid {
                return visit.refusal(
                    "networks", title: "Networks", current: .networks, NetworksView(visit, FormErrors(error)))
            }
        }
    }
}
