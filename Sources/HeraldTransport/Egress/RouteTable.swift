import HeraldDelivery
import HeraldModel
import NIOSSL
import Synchronization

/// Makes routes and TLS contexts, each once for all webhooks with the same settings.
///
/// Both live as long as a webhook or a connection uses them: the table itself holds them weakly.
final class RouteTable: Sendable {
    private struct Weak<Value: AnyObject & Sendable>: Sendable {
        weak var value: Value?
    }

    private struct ContextKey: Hashable {
        let identity: TLSIdentity?
        let isProxied: Bool
    }

    private struct RouteKey: Hashable {
        let egress: Egress
        let context: ContextKey
    }

    private struct State {
        var contexts: [ContextKey: Weak<NIOSSLContext>] = [:]
        var routes: [RouteKey: Weak<ConnectionRoute>] = [:]
        /// The size at which the dead are looked for.
        var sweepAt = 64
    }

    /// The way of all requests that name none.
    let standard: ConnectionRoute
    private let egress: [String: Egress]
    private let contexts: TLSContextMaker
    private let state = Mutex(State())

    /// - Throws: When no TLS context can be made.
    init(egress: [String: Egress], contexts: TLSContextMaker) throws {
        self.egress = egress
        self.contexts = contexts
        let way = egress[Egress.defaultRegion] ?? .direct(source: nil)
        standard = ConnectionRoute(egress: way, tls: try contexts.context(for: nil, isProxied: way.isProxied))
    }

    /// The route of a webhook; nil for the standard one.
    func route(tls: WebhookTLS?, region: String?) throws(EndpointError) -> ConnectionRoute? {
        let way = region.flatMap { egress[$0] } ?? standard.egress
        let identity = tls.flatMap(TLSIdentity.init)
        if identity == nil, way == standard.egress { return nil }
        let context = ContextKey(identity: identity, isProxied: way.isProxied)
        let key = RouteKey(egress: way, context: context)
        do {
            return try state.withLock { state in
                if let known = state.routes[key]?.value { return known }
                let tls = try state.contexts[context]?.value ?? made(context)
                let route = ConnectionRoute(egress: way, tls: tls)
                state.contexts[context] = Weak(value: tls)
                state.routes[key] = Weak(value: route)
                sweep(&state)
                return route
            }
        } catch {
            throw EndpointError("The webhook's certificates cannot be used; set 'tls' again.")
        }
    }

    /// The route a pool is made for; nil for one of another transport.
    func own(_ route: (any TransportRoute)?) -> ConnectionRoute? {
        route == nil ? standard : route as? ConnectionRoute
    }

    /// How many routes are in use.
    var count: Int { state.withLock { $0.routes.values.count { $0.value != nil } } }

    private func made(_ key: ContextKey) throws -> NIOSSLContext {
        if key.identity == nil, key.isProxied == standard.egress.isProxied { return standard.tls }
        return try contexts.context(for: key.identity, isProxied: key.isProxied)
    }

    private func sweep(_ state: inout State) {
        guard state.routes.count >= state.sweepAt else { return }
        state.routes = state.routes.filter { $0.value.value != nil }
        state.contexts = state.contexts.filter { $0.value.value != nil }
        state.sweepAt = max(64, 2 * state.routes.count)
    }
}
