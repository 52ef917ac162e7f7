public import HeraldOperations
public import Hummingbird

/// Puts the native REST API and the vendors' own APIs on a router.
public enum APIRouter {
    /// A router with every route of the API, its problem answers and its common headers.
    ///
    /// Routes that are added to it later get the same treatment of errors and headers.
    ///
    /// - Parameters:
    ///   - operations: the use cases behind the routes.
    ///   - welcomes: whether `/` shows a plain page; false when something else stands there.
    public static func build(_ operations: Operations, welcomes: Bool = true) -> Router<APIContext> {
        let router = Router(context: APIContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: ProblemMiddleware(metrics: operations.metrics))
        table(welcomes: welcomes).install(on: router, operations: operations)
        vendors().install(on: router, operations: operations)
        return router
    }

    static func table(welcomes: Bool) -> RouteTable {
        var routes = RouteTable()
        routes.addServer()
        if welcomes { routes.addWelcome() }
        routes.addKeys()
        routes.addNetworks()
        routes.addPortals()
        routes.addWebhooks()
        routes.addPublishing()
        routes.addEvents()
        routes.addDeliveries()
        routes.addReplays()
        routes.addConsumers()
        routes.addStatistics()
        routes.addCatalogue()
        routes.addEgress()
        routes.addHooks()
        routes.addHookCalls()
        routes.addCommands()
        routes.addAlerts()
        routes.addSources()
        routes.addIngest()
        return routes
    }

    /// The vendors' own APIs. They are no part of the OpenAPI file: `docs/vendor-apis.md` describes them.
    static func vendors() -> RouteTable {
        var routes = RouteTable()
        routes.addSendbird()
        routes.addStream()
        routes.addSocialPlus()
        return routes
    }
}
