import HeraldJSON
import HeraldModel
import HeraldOperations
import Hummingbird

extension RouteTable {
    /// `/v1/networks/{network}/alerts`.
    mutating func addAlerts() {
        let all = "/v1/networks/{network}/alerts"
        let one = all + "/{alert}"
        add(.get, all, needs: .read) { call in
            let query = try QueryReader(call.request, known: ["limit", "cursor"])
            let alerts = try call.operations.alerts.all(of: try call.network)
            return .json(try ListPage.cut(alerts, query: query, id: \.rule.id, json: AlertView.json))
        }
        add(.post, all, needs: .manage) { call in
            let alert = try await call.operations.alerts.create(try await call.body(), in: try call.network)
            return .json(AlertView.json(alert), status: .created)
        }
        add(.get, one, needs: .read) { call in
            .json(AlertView.json(try call.operations.alerts.alert(try call.id("alert"), of: try call.network)))
        }
        add(.patch, one, needs: .manage) { call in
            let alert = try await call.operations.alerts.update(
                try call.id("alert"), of: try call.network, try await call.body())
            return .json(AlertView.json(alert))
        }
        add(.delete, one, needs: .manage) { call in
            try await call.operations.alerts.delete(try call.id("alert"), of: try call.network)
            return Response(status: .noContent)
        }
    }
}
