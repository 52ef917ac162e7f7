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

    /// Adds `/panel/…` and `/portal/…`, and at `/` the way to the panel.
    public func install<Context: RemoteAddressRequestContext>(on router: Router<Context>) {
        router.get("/") { request, _ in WayIn.answer(to: request) }
        for asset in Asset.all {
            router.get(RouterPath(asset.path)) { _, _ in Response(asset) }
        }
        router.get("/portal/assets/{file}") { _, context in
            guard let sheet = context.parameters.get("file").flatMap({ AccentSheet(file: $0) }) else {
                throw HTTPError(.notFound)
            }
            return Response(sheet.asset)
        }
        for route in PanelRoutes.all.routes + PanelRoutes.portal.routes {
            router.on(RouterPath(route.path), method: route.method) { request, context in
                await self.answer(request, context.parameters, context.remoteAddress, route, log: context.logger)
            }
        }
        for method in [HTTPRequest.Method.get, .post] {
            for nowhere in [PanelRoutes.nowhere(method, at: .panel), PanelRoutes.nowhere(method, at: .portal)] {
                router.on(RouterPath(nowhere.path), method: method) { request, context in
                    await self.answer(
                        request, context.parameters, context.remoteAddress, nowhere, log: context.logger)
                }
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
            return response(outcome, visit)
        } catch let error as OperationError {
            return response(.page(visit.errorPage(error)), visit)
        } catch {
            // The type says where to look; a description might quote a payload or a secret.
            log.error(
                "A page failed unexpectedly.",
                metadata: ["error.type": "\(type(of: error))", "route": "\(route.path)"])
            return response(.page(visit.errorPage(.unexpected)), visit)
        }
    }

    private func outcome(_ visit: inout Visit, _ route: PanelRoutes.Route) async throws -> Outcome {
        if route.method == .post { try await visit.readForm() }
        try await visit.recogniseVisitor()
        guard let need = route.needs else { return try await route.handler(visit) }
        guard visit.visitor != nil else { return visit.stranger }
        try visit.enterNetwork()
        try visit.require(need)
        if route.method == .post { try visit.requireFormToken() }
        return try await route.handler(visit)
    }

    private func response(_ outcome: Outcome, _ visit: Visit) -> Response {
        var response: Response
        switch outcome {
        case .page(let page):
            response = Response(
                status: page.status, headers: page.headers,
                body: ResponseBody(byteBuffer: ByteBuffer(string: templates.page(page))))
            response.headers[.contentType] = "text/html; charset=utf-8"
        case .stream(let body):
            response = Response(status: .ok, headers: [.contentType: "text/event-stream; charset=utf-8"], body: body)
            // nginx would hold the lines back until it has a buffer full.
            if let buffering = HTTPField.Name("x-accel-buffering") { response.headers[buffering] = "no" }
        case .redirect(let path, let cookie):
            response = .seeOther(path)
            if let cookie { response.headers[.setCookie] = cookie }
        }
        PanelHeaders.add(to: &response.headers, frames: visit.framePolicy, hidesAddress: visit.hidesAddress)
        return response
    }
}
