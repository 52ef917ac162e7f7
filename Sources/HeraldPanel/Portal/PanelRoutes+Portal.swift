import HTTPTypes
import HeraldModel
import HeraldOperations
import HummingbirdCore

extension PanelRoutes {
    /// The portal's pages: the panel's pages that are for a network's customers, and nothing else.
    static var portal: PanelRoutes {
        var shared = PanelRoutes()
        shared.addWebhooks()
        shared.addWebhookForms()
        shared.addWebhookActions()
        shared.addEvent()
        shared.addDeliveries()
        shared.addCatalogue()
        shared.addLive()
        shared.addPortalStart()
        var portal = PanelRoutes()
        portal.routes = shared.routes.map { $0.mounted(at: .portal) }
        return portal
    }

    /// Opening a link, and the first page behind it.
    private mutating func addPortalStart() {
        add(.get, "/panel/open", needs: nil) { visit in
            let token = visit.query.text("token") ?? ""
            let signedIn = try await visit.operations.portals.open(
                token, from: visit.address, agent: visit.request.headers[.userAgent] ?? "")
            guard case .portal(let network) = signedIn.visitor.session.owner,
                let end = signedIn.visitor.session.pass?.expiresAt
            else { throw OperationError.portalLinkInvalid }
            let left = (end.milliseconds - visit.operations.clock.now.milliseconds) / 1000
            return .redirect(
                visit.path(network),
                cookie: SessionCookie.opening(
                    signedIn.token, of: network, seconds: left, isSecure: visit.isSecure))
        }
        add(.get, "/panel/", needs: nil) { _ in throw OperationError.portalLinkInvalid }
        add(.get, Self.network, needs: .read) { visit in .redirect(visit.path(try visit.network.id, "/webhooks")) }
    }
}
