import HeraldModel
import HeraldOperations

/// The portal's part of the settings.
struct PortalForm {
    let typedPortalName: String
    let namePlaceholder: String
    let typedColour: String
    let typedOrigins: String
    let portalNameProblem: String?
    let colourProblem: String?
    let originsProblem: String?
    let linkProblem: String?
    let looks: [Fact]
    let lifetimes: [Choice]
    let linkRoles: [Choice]
    /// A link that was just made; shown once.
    let link: Link?

    /// A link with what it grants.
    struct Link {
        let linkURL: String
        let grants: String
        let end: Moment
    }

    init(_ network: Network, _ visit: Visit, _ errors: FormErrors, link: PortalLink?) {
        let portal = network.portal
        let wasTyped = visit.form.isOn("origins")
        let form = visit.form
        typedPortalName = wasTyped ? form.text("portal_name") ?? "" : portal.name ?? ""
        namePlaceholder = network.name
        typedColour = wasTyped ? form.text("colour") ?? "" : portal.colour?.description ?? ""
        typedOrigins = wasTyped ? form.typed("origins") ?? "" : portal.origins.joined(separator: "\n")
        portalNameProblem = errors["/portal/name"]
        colourProblem = errors["/portal/colour"]
        originsProblem = errors["/portal/origins"]
        linkProblem = errors["/viewer"] ?? errors["/role"] ?? errors["/expiresInSeconds"]
        looks = [
            Fact(name: "Calls itself", setting: PlainText.visible(portal.name ?? network.name)),
            Fact(name: "Colour", setting: portal.colour?.description ?? "Herald's"),
            Fact(
                name: "May be embedded by",
                setting: portal.origins.isEmpty ? "no other site" : portal.origins.joined(separator: ", ")),
        ]
        lifetimes = [("3600", "1 hour"), ("900", "15 minutes"), ("86400", "1 day"), ("604800", "7 days")].map {
            Choice(value: $0.0, label: $0.1, isChosen: $0.0 == form.text("lifetime"))
        }
        linkRoles = [("manage", "manage – changes webhooks"), ("read", "read – changes nothing")].map {
            Choice(value: $0.0, label: $0.1, isChosen: $0.0 == form.text("role"))
        }
        self.link = link.map { link in
            Link(
                linkURL: visit.origin + link.path,
                grants: link.role == .manage ? "sees and changes webhooks" : "sees webhooks and changes nothing",
                end: Moment(link.expiresAt))
        }
    }

    /// One origin a line.
    static func lines(_ text: String?) -> [String] {
        (text ?? "").split { $0.isNewline || $0 == "," }.map { String($0).trimmingBlanks }.filter { !$0.isEmpty }
    }
}
