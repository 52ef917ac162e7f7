import HTTPTypes
import HeraldOperations

/// The pages with what each needs.
struct PanelRoutes {
    typealias Handler = @Sendable (Visit) async throws -> Outcome

    /// One page, or one form's destination.
    struct Route: Sendable {
        let method: HTTPRequest.Method
        let path: String
        /// Nil for what needs no sign-in.
        let needs: Need?
        let handler: Handler
        var mount = Mount.panel
    }

    private(set) var routes: [Route] = []

    /// Where a network's pages are.
    static let network = "/panel/networks/{network}"

    /// Adds a page. A `{network}` in the path is resolved, and held against the visitor, before the handler runs; a
    /// POST must carry its session's form token.
    mutating func add(_ method: HTTPRequest.Method, _ path: String, needs: Need?, _ handler: @escaping Handler) {
        routes.append(Route(method: method, path: path, needs: needs, handler: handler))
    }

    /// All pages.
    static var all: PanelRoutes {
        var routes = PanelRoutes()
        routes.addSignIn()
        routes.addAccount()
        routes.addUsers()
        routes.addNetworks()
        routes.addOverview()
        routes.addLive()
        routes.addWebhooks()
        routes.addWebhookForms()
        routes.addWebhookActions()
        routes.addEvents()
        routes.addDeliveries()
        routes.addReplays()
        routes.addHooks()
        routes.addCommands()
        routes.addSources()
        routes.addConsumers()
        routes.addCatalogue()
        routes.addEgress()
        routes.addKeys()
        return routes
    }

    /// The answer to paths that are no page: 404, once somebody is signed in.
    static func nowhere(_ method: HTTPRequest.Method) -> Route {
        Route(method: method, path: "/panel/**", needs: .read) { _ in throw OperationError.notFound("page") }
    }
}
