import HTTPTypes
import HeraldModel
import HeraldOperations
import Hummingbird

/// The routes of the API with what each needs. Installing it also answers 405 for the methods a path does not have.
struct RouteTable {
    typealias Handler = @Sendable (Call) async throws -> Response

    private struct Route {
        let method: HTTPRequest.Method
        let path: String
        let needs: Need
        let handler: Handler
    }

    private var routes: [Route] = []

    /// Adds a route. A `{network}` in the path is resolved, and held against the key, before the handler runs.
    mutating func add(
        _ method: HTTPRequest.Method, _ path: String, needs: Need, _ handler: @escaping Handler
    ) {
        routes.append(Route(method: method, path: path, needs: needs, handler: handler))
    }

    /// The routes as `METHOD /path`.
    var names: [String] { routes.map { "\($0.method.rawValue) \($0.path)" } }

    func install(on router: Router<APIContext>, operations: Operations) {
        var methods: [String: [HTTPRequest.Method]] = [:]
        for route in routes {
            methods[route.path, default: []].append(route.method)
            router.on(RouterPath(route.path), method: route.method) { request, context in
                let call = try Self.authorise(request, context, route, operations)
                return try await route.handler(call)
            }
        }
        for (path, present) in methods {
            let allowed = (present + (present.contains(.get) ? [.head] : [])).map(\.rawValue).sorted()
                .joined(separator: ", ")
            let others: [HTTPRequest.Method] = [.get, .post, .put, .patch, .delete, .options]
            for method in others where !present.contains(method) {
                router.on(RouterPath(path), method: method) { _, _ -> Response in
                    throw MethodNotAllowed(allowed: allowed)
                }
            }
        }
    }

    /// A key of another network learns nothing about this one: it gets 404 before its role is looked at.
    private static func authorise(
        _ request: Request, _ context: APIContext, _ route: Route, _ operations: Operations
    ) throws(OperationError) -> Call {
        guard route.needs != .nothing else {
            return Call(request, context, operations: operations, caller: nil, network: nil)
        }
        guard let token = BearerToken.read(request.headers[.authorization] ?? ""),
            let key = operations.keys.authenticate(token)
        else {
            throw .unauthenticated
        }
        var network: NetworkID?
        if let text = context.parameters.get("network") {
            guard let id = NetworkID(text), key.networkID == nil || key.networkID == id,
                operations.directory.network(id) != nil
            else { throw .notFound("network") }
            network = id
        }
        guard route.needs.allows(key.role) else { throw .forbidden(needed: route.needs.description) }
        return Call(request, context, operations: operations, caller: key, network: network)
    }
}

/// The path exists, but not with this method.
struct MethodNotAllowed: Error {
    let allowed: String
}
