import HTTPTypes
import HeraldModel
import HeraldOperations

extension Visit {
    /// Who may show this page in a frame: a portal's pages are for the sites its network names.
    var framePolicy: FramePolicy {
        portalNetwork.map { FramePolicy(sites: $0.portal.origins) } ?? .none
    }

    /// Whether the page's address holds a portal's token.
    var hidesAddress: Bool { mount == .portal && query.text("token") != nil }

    /// What stands around a portal's page.
    func portalFrame(_ title: String, current: Section?) -> Frame {
        var frame = Frame(title: title)
        frame.brand = "Webhooks"
        guard let network = pathNetwork ?? portalNetwork else { return frame }
        let name = PlainText.visible(network.portal.name ?? network.name)
        frame.accent = network.portal.colour.map { AccentSheet($0).asset.path }
        // A stranger learns nothing about the network but its colour.
        guard let visitor, pathNetwork != nil else { return frame }
        frame.brand = name
        frame.home = path(network.id)
        frame.live = livePath
        frame.member = .init(memberName: visitor.name, roleName: visitor.role.rawValue)
        frame.formToken = formToken
        frame.flash = flash
        let pages: [(String, String, Set<Section>)] = [
            ("Webhooks", "/webhooks", [.webhooks]), ("Deliveries", "/deliveries", [.deliveries, .events]),
            ("Catalogue", "/catalogue", [.catalogue]),
        ]
        frame.portal = .init(
            portalName: name, viewer: visitor.name.isEmpty ? nil : PlainText.visible(visitor.name),
            tabs: pages.map { label, place, sections in
                .init(
                    label: label, href: path(network.id, place),
                    isCurrent: current.map(sections.contains) ?? false)
            })
        return frame
    }

    /// What those see who have no valid link.
    func closedPage(_ error: OperationError) -> Page {
        var headers: HTTPFields = [:]
        if let seconds = error.retryAfter { headers[.retryAfter] = String(seconds) }
        return Page(
            template: "portal-closed", frame: portalFrame(error.title, current: nil),
            content: ClosedView(heading: error.title, detail: error.detail), status: .init(code: error.kind.status),
            headers: headers)
    }

    /// Why a portal does not open.
    struct ClosedView {
        let heading: String
        let detail: String
    }
}
