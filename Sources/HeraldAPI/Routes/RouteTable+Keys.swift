import HeraldJSON
import HeraldModel
import HeraldOperations
import Hummingbird

extension RouteTable {
    /// `/v1/keys`.
    mutating func addKeys() {
        add(.get, "/v1/keys", needs: .admin) { call in
            let query = try QueryReader(call.request, known: ["limit", "cursor"])
            return .json(try ListPage.cut(call.operations.keys.all, query: query, id: \.id) { KeyView.json($0) })
        }
        add(.post, "/v1/keys", needs: .admin) { call in
            let result = try await call.operations.keys.create(try await call.body())
            return .json(KeyView.json(result.key, token: result.token), status: .created)
        }
        add(.delete, "/v1/keys", needs: .admin) { call in
            let query = try QueryReader(call.request, known: ["id"])
            guard let id = try query.id("id", KeyID.self) else {
                throw OperationError.invalidParameter("id", "name the key to revoke.")
            }
            try await call.operations.keys.delete(id)
            return Response(status: .noContent)
        }
        add(.delete, "/v1/keys/{key}", needs: .admin) { call in
            try await call.operations.keys.delete(try call.id("key"))
            return Response(status: .noContent)
        }
    }
}
