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

        /// The same page elsewhere.
        func mounted(at mount: Mount) -> Route {
            var route = Route(
                method: method, path: mount.base + path.dropFirst(self.mount.base.count), needs: needs,
                handler: handler)
            route.mount = mount
            return route
        }
    }

    var routes: [Route] = []

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
        routes.addEvent()
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
    static func nowhere(_ method: HTTPRequest.Method, at mount: Mount) -> Route {
        let route = Route(method: method, path: "/panel/**", needs: .read) { _ in throw OperationError.notFound("page")
        }
        return route.mounted(at: mount)
    }
}
