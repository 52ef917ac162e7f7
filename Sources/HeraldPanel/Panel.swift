import HTTPTypes
public import HeraldOperations
public import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// The admin panel: pages made by the server, on the same use cases as the API.
public struct Panel: Sendable {
    private let operations: Operations
    private let settings: PanelSettings
    private let templates: Templates

    /// Prepares the pages.
    /// - Throws: when an embedded template cannot be read, which tests rule out.
    public init(_ operations: Operations, settings: PanelSettings = PanelSettings()) throws {
        self.operations = operations
        self.settings = settings
        templates = try Templates()
    }

    /// Adds `/panel/…`, and at `/` the way there.
    public func install<Context: RemoteAddressRequestContext>(on router: Router<Context>) {
        router.get("/") { request, _ in WayIn.answer(to: request) }
        for asset in Asset.all {
            router.get(RouterPath(asset.path)) { _, _ in Response(asset) }
        }
        for route in PanelRoutes.all.routes {
            router.on(RouterPath(route.path), method: route.method) { request, context in
                await self.answer(request, context.parameters, context.remoteAddress, route, log: context.logger)
            }
        }
        for method in [HTTPRequest.Method.get, .post] {
            router.on("/panel/**", method: method) { request, context in
                let nowhere = PanelRoutes.nowhere(method)
                return await self.answer(
                    request, context.parameters, context.remoteAddress, nowhere, log: context.logger)
            }
        }
    }

    private func answer(
        _ request: Request, _ parameters: Parameters, _ address: SocketAddress?, _ route: PanelRoutes.Route, log: Logger
    ) async -> Response {
        var visit = Visit(
            request, parameters,
            address: ClientAddress.text(address, request.headers, proxies: operations.proxies), operations: operations,
            settings: settings, mount: route.mount)
        do {
            let outcome = try await outcome(&visit, route)
            return response(outcome)
        } catch let error as OperationError {
            return response(.page(visit.errorPage(error)))
        } catch {
            // The type says where to look; a description might quote a payload or a secret.
            log.error(
                "A page failed unexpectedly.",
                metadata: ["error.type": "\(type(of: error))", "route": "\(route.path)"])
            return response(.page(visit.errorPage(.unexpected)))
        }
    }

    private func outcome(_ visit: inout Visit, _ route: PanelRoutes.Route) async throws -> Outcome {
        if route.method == .post { try await visit.readForm() }
        try await visit.recogniseVisitor()
        guard let need = route.needs else { return try await route.handler(visit) }
        guard visit.visitor != nil else { return .redirect(visit.signInPath) }
        try visit.enterNetwork()
        try visit.require(need)
        if route.method == .post { try visit.requireFormToken() }
        return try await route.handler(visit)
    }

    private func response(_ outcome: Outcome) -> Response {
        var response: Response
        switch outcome {
        case .page(let page):
            response = Response(
                status: page.status, headers: page.headers,
                body: ResponseBody(byteBuffer: ByteBuffer(string: templates.page(page))))
            response.headers[.contentType] = "text/html; charset=utf-8"
        case .stream(let body):
            response = Response(status: .ok, headers: [.contentType: "text/event-stream; charset=utf-8"], body: body)
        case .redirect(let path, let cookie):
            response = .seeOther(path)
            if let cookie { response.headers[.setCookie] = cookie }
        }
        PanelHeaders.add(to: &response.headers)
        return response
    }
}
