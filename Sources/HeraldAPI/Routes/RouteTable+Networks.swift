import HeraldJSON
import HeraldModel
import HeraldOperations
import Hummingbird

extension RouteTable {
    /// `/v1/networks`.
    mutating func addNetworks() {
        let one = "/v1/networks/{network}"
        add(.get, "/v1/networks", needs: .read) { call in
            let query = try QueryReader(call.request, known: ["limit", "cursor"])
            let own = call.caller?.networkID
            let networks = call.operations.networks.all.filter { own == nil || $0.id == own }
            return .json(try ListPage.cut(networks, query: query, id: \.id) { NetworkView.json($0) })
        }
        add(.post, "/v1/networks", needs: .admin) { call in
            let network = try await call.operations.networks.create(try await call.body())
            return .json(NetworkView.json(network, showsCredentials: true), status: .created)
        }
        add(.get, one, needs: .read) { call in
            .json(NetworkView.json(try call.operations.networks.network(try call.network)))
        }
        add(.patch, one, needs: .manage) { call in
            let body = try await call.body()
            let network = try await call.operations.networks.update(try call.network, body)
            return .json(NetworkView.json(network, showsCredentials: body["credentials"] != nil))
        }
        add(.delete, one, needs: .admin) { call in
            try await call.operations.networks.delete(try call.network)
            return Response(status: .noContent)
        }
    }
}
