import HTTPTypes
import HeraldModel
import HeraldOperations
import HummingbirdCore

extension Visit {
    /// A page within the frame that fits who is signed in and where they are.
    func page(_ template: String, title: String, current: Section? = nil, _ content: Any) -> Outcome {
        .page(Page(template: template, frame: frame(title, current: current), content: content))
    }

    /// A page that shows a form again, with what is wrong with it.
    func refusal(_ template: String, title: String, current: Section? = nil, _ content: Any) -> Outcome {
        .page(
            Page(
                template: template, frame: frame(title, current: current), content: content,
                status: .unprocessableContent))
    }

    /// The pages the navigation leads to.
    enum Section {
        case overview, webhooks, events, deliveries, replays, hooks, sources, consumers, catalogue, egress, networks,
            keys
        case users, account
    }

    /// A page that says why there is no other.
    func errorPage(_ error: OperationError) -> Page {
        if mount == .portal, visitor == nil { return closedPage(error) }
        var headers: HTTPFields = [:]
        if let seconds = error.retryAfter { headers[.retryAfter] = String(seconds) }
        return Page(
            template: "error", frame: frame(error.title),
            content: ErrorView(
                status: error.kind.status, heading: error.title, detail: error.detail,
                errors: error.errors.map(\.detail)),
            status: .init(code: error.kind.status), headers: headers)
    }

    /// What an error page shows.
    struct ErrorView {
        let status: Int
        let heading: String
        let detail: String
        let errors: [String]
    }

    /// The path of a network's page where this visit is: pages that the portal shows too link by it.
    func path(_ network: NetworkID, _ rest: String = "") -> String { mount.path(network, rest) }

    /// The path of a network's page in the panel.
    static func path(_ network: NetworkID, _ rest: String = "") -> String { Mount.panel.path(network, rest) }

    func frame(_ title: String, current: Section? = nil) -> Frame {
        if mount == .portal { return portalFrame(title, current: current) }
        var frame = Frame(title: title)
        guard let visitor else { return frame }
        frame.member = .init(memberName: visitor.name, roleName: visitor.role.rawValue)
        frame.formToken = formToken
        frame.flash = flash
        let networks = reachableNetworks
        frame.networks = networks.map {
            .init(label: $0.name, href: Self.path($0.id), isCurrent: $0.id == pathNetwork?.id)
        }
        if let network = pathNetwork ?? (networks.count == 1 ? networks.first : nil) {
            frame.networkName = network.name
            frame.live = livePath
            let pages: [(String, String, Section)] = [
                ("Overview", "", .overview), ("Webhooks", "/webhooks", .webhooks), ("Events", "/events", .events),
                ("Deliveries", "/deliveries", .deliveries), ("Replays", "/replays", .replays),
                ("Hooks", "/hooks", .hooks), ("Sources", "/sources", .sources),
                ("Consumers", "/consumers", .consumers), ("Catalogue", "/catalogue", .catalogue),
                ("Egress", "/egress", .egress),
            ]
            frame.navigation = pages.map { label, place, section in
                .init(label: label, href: Self.path(network.id, place), isCurrent: current == section)
            }
        }
        frame.account = [.init(label: "Networks", href: "/panel/networks", isCurrent: current == .networks)]
        if visitor.may(.admin) {
            frame.account.append(.init(label: "Keys", href: "/panel/keys", isCurrent: current == .keys))
            frame.account.append(.init(label: "Users", href: "/panel/users", isCurrent: current == .users))
        }
        frame.account.append(.init(label: "Account", href: "/panel/account", isCurrent: current == .account))
        return frame
    }

    /// What forms of this session carry.
    var formToken: String { Sessions.formToken(of: token) }

    /// What was done just before, in words.
    var flash: String? { Flash(rawValue: query.text("done") ?? "")?.words }

    /// Where those go who are not signed in.
    var stranger: Outcome {
        switch mount {
        case .panel: .redirect(signInPath)
        case .portal: .page(closedPage(.portalLinkInvalid))
        }
    }

    /// Where a network's page hears of changes; nil for what answers a form, which cannot be asked for again.
    var livePath: String? { request.method == .get ? pathNetwork.map { path($0.id, "/live") } : nil }

    /// The networks the visitor reaches, oldest first.
    var reachableNetworks: [Network] { operations.networks.all.filter { visitor?.reaches($0.id) == true } }
}
