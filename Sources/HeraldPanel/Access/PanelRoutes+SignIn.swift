import HTTPTypes
import HeraldModel
import HeraldOperations
import HummingbirdCore

extension PanelRoutes {
    /// Sign in, sign out, and the way to the first page.
    mutating func addSignIn() {
        add(.get, "/panel/", needs: .read) { visit in
            let networks = visit.reachableNetworks
            return .redirect(networks.count == 1 ? Visit.path(networks[0].id) : "/panel/networks")
        }
        add(.get, "/panel/sign-in", needs: nil) { visit in
            guard visit.visitor == nil else { return .redirect("/panel/") }
            return visit.page("sign-in", title: "Sign in", SignInView(visit.query))
        }
        add(.post, "/panel/sign-in", needs: nil) { visit in
            do {
                let signedIn = try await Self.signIn(visit)
                let next = SignInView.safe(visit.form.text("next"))
                return .redirect(
                    next ?? "/panel/", cookie: SessionCookie.setting(signedIn.token, isSecure: visit.isSecure))
            } catch let error as OperationError where [.unauthenticated, .forbidden, .throttled].contains(error.kind) {
                return Self.refused(visit, error)
            }
        }
        add(.post, "/panel/sign-out", needs: .read) { visit in
            let visitor = try visit.member
            try await visit.operations.sessions.end(visitor.session.id, of: visitor)
            return .redirect("/panel/sign-in", cookie: SessionCookie.clearing(isSecure: visit.isSecure))
        }
    }

    private static func signIn(_ visit: Visit) async throws -> SignedIn {
        let sessions = visit.operations.sessions
        let agent = visit.request.headers[.userAgent] ?? ""
        if let key = visit.form.text("key") {
            return try await sessions.signIn(key: key, from: visit.address, agent: agent)
        }
        return try await sessions.signIn(
            user: visit.form.text("name") ?? "", password: visit.form.typed("password") ?? "", from: visit.address,
            agent: agent)
    }

    private static func refused(_ visit: Visit, _ error: OperationError) -> Outcome {
        var view = SignInView(visit.form)
        view.problem = error.detail
        var page = Page(
            template: "sign-in", frame: visit.frame("Sign in"), content: view,
            status: .init(code: error.kind.status))
        if let seconds = error.retryAfter { page.headers[.retryAfter] = String(seconds) }
        return .page(page)
    }
}
