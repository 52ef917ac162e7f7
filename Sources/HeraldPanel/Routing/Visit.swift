import HTTPTypes
import HeraldModel
import HeraldOperations
import Hummingbird
import HummingbirdCore
import NIOCore

/// One request for a page, with what every handler needs of it.
struct Visit: Sendable {
    let request: Request
    let address: String
    let operations: Operations
    let settings: PanelSettings
    /// Where its pages are.
    let mount: Mount
    /// Who is signed in; nil while nobody is.
    private(set) var visitor: Visitor?
    /// What a form holds; empty for GET.
    private(set) var form = FormText()
    /// What the URL asks for.
    let query: FormText
    /// The network of the path; the visitor reaches it.
    private(set) var pathNetwork: Network?
    private(set) var token = ""
    private let parameters: Parameters

    private static let largestForm = 512 * 1024

    init(
        _ request: Request, _ parameters: Parameters, address: String, operations: Operations, settings: PanelSettings,
        mount: Mount
    ) {
        self.request = request
        self.parameters = parameters
        self.address = address
        self.operations = operations
        self.settings = settings
        self.mount = mount
        query = FormText(request.uri.query ?? "") ?? FormText()
    }

    /// Finds out who is behind the session's cookie.
    mutating func recogniseVisitor() async throws {
        guard let token = SessionCookie.token(of: request, at: mount),
            let found = try await operations.sessions.visitor(token: token), mount.admits(found)
        else { return }
        visitor = found
        self.token = token
    }

    /// Reads a form's fields. Forms that another site sent are refused before anything else.
    mutating func readForm() async throws {
        if let site = HTTPField.Name("sec-fetch-site").flatMap({ request.headers[$0] }) {
            guard site == "same-origin" || site == "none" else { throw OperationError.foreignForm }
        }
        let type = request.headers[.contentType]?.split(separator: ";").first ?? ""
        guard type.lowercased() == "application/x-www-form-urlencoded" else { throw OperationError.unreadableForm }
        guard let body = try? await request.body.collect(upTo: Self.largestForm),
            let form = FormText(String(buffer: body))
        else { throw OperationError.unreadableForm }
        self.form = form
    }

    /// Resolves the path's network. One the visitor does not reach does not exist for them.
    mutating func enterNetwork() throws(OperationError) {
        guard let text = parameters.get("network") else { return }
        guard let id = NetworkID(text), visitor?.reaches(id) == true, let network = operations.directory.network(id)
        else { throw .notFound("network") }
        pathNetwork = network
    }

    /// Throws unless the visitor's role allows it.
    func require(_ need: Need) throws(OperationError) {
        guard visitor?.may(need) == true else { throw .roleRefused(needed: need.description) }
    }

    /// Throws unless the form came from one of this session's pages.
    func requireFormToken() throws(OperationError) {
        guard Sessions.isFormToken(form.typed("form_token") ?? "", of: token) else { throw .foreignForm }
    }

    /// The network of the path.
    var network: Network {
        get throws(OperationError) {
            guard let pathNetwork else { throw .notFound("network") }
            return pathNetwork
        }
    }

    /// Who is signed in.
    var member: Visitor {
        get throws(OperationError) {
            guard let visitor else { throw .notFound("page") }
            return visitor
        }
    }

    /// A parameter of the path, percent-decoded.
    func parameter(_ name: String) throws(OperationError) -> String {
        guard let raw = parameters.get(name), let text = FormText.decode(raw) else { throw .notFound(name) }
        return text
    }

    /// An identifier in the path. A malformed one names nothing.
    func id<ID: Identifier>(_ name: String, _: ID.Type = ID.self) throws(OperationError) -> ID {
        guard let id = ID(try parameter(name)) else { throw .notFound(name) }
        return id
    }

    /// The network a portal's page is of, whoever asks.
    var portalNetwork: Network? {
        guard mount == .portal else { return nil }
        let named = parameters.get("network").flatMap { NetworkID($0) }
        let id = named ?? query.text("token").flatMap { operations.portals.network(of: $0) }
        return id.flatMap { operations.directory.network($0) }
    }

    /// Whether the visitor may do what needs it; pages leave out what they may not.
    func may(_ need: Need) -> Bool { visitor?.may(need) == true }

    /// Whether cookies must come by https only.
    var isSecure: Bool {
        settings.requiresHTTPS || operations.publicAddress.configured?.isSecure == true
            || HTTPField.Name("x-forwarded-proto").flatMap { request.headers[$0] } == "https"
    }

    /// Where somebody who is not signed in goes, and comes back from when it was a page they asked for.
    var signInPath: String {
        guard request.method == .get, !["/panel", "/panel/"].contains(request.uri.path) else { return "/panel/sign-in" }
        return "/panel/sign-in?next=" + FormText.encode(request.uri.string)
    }
}
