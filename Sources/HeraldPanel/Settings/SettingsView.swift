import HeraldModel
import HeraldOperations

/// What the page of a network's settings shows. Whoever may not change them sees facts.
struct SettingsView {
    let path: String
    let mayManage: Bool
    let mayDelete: Bool
    let facts: [Fact]
    let typedName: String
    let typedRegion: String
    let regionHint: String
    let validations: [Choice]
    let nameProblem: String?
    let regionProblem: String?
    let validationProblem: String?
    let hasProblem: Bool
    let portal: PortalForm
    let retention: [Fact]

    init(_ visit: Visit, _ errors: FormErrors? = nil, link: PortalLink? = nil) throws {
        let network = try visit.network
        let wasTyped = errors != nil && visit.form.isOn("validation")
        let form = visit.form
        path = visit.path(network.id, "/settings")
        mayManage = visit.may(.manage)
        mayDelete = visit.may(.admin)
        hasProblem = errors != nil
        let errors = errors ?? FormErrors()
        var facts = [
            Fact(name: "Identifier", setting: network.id.description),
            Fact(name: "Dialect", setting: network.dialect.title + ", cannot be changed"),
            Fact(name: "Since", setting: "", moments: [Moment(network.createdAt)]),
        ]
        if !mayManage {
            facts.insert(Fact(name: "Name", setting: PlainText.visible(network.name)), at: 0)
            facts.append(Fact(name: "Region", setting: PlainText.visible(network.region ?? "the server's own")))
            facts.append(Fact(name: "Unknown types", setting: Self.words(network.validation)))
        }
        facts.append(Fact(name: "Vendor credentials", setting: Self.credentials(network)))
        self.facts = facts
        typedName = wasTyped ? form.text("name") ?? "" : network.name
        typedRegion = wasTyped ? form.text("region") ?? "" : network.region ?? ""
        let regions = visit.operations.egress.map(\.name)
        regionHint =
            regions.isEmpty
            ? "Where deliveries leave from. This server has one way out, whatever stands here."
            : "Where deliveries leave from: \(regions.joined(separator: ", ")). Empty: the server's own."
        let validation = wasTyped ? form.text("validation") : network.validation.rawValue
        validations = Validation.allCases.map {
            Choice(value: $0.rawValue, label: Self.words($0), isChosen: $0.rawValue == validation)
        }
        nameProblem = errors["/name"]
        regionProblem = errors["/region"]
        validationProblem = errors["/validation"]
        portal = PortalForm(network, visit, errors, link: link)
        retention = visit.settings.facts?.retention.facts ?? []
    }

    private static func words(_ validation: Validation) -> String {
        switch validation {
        case .strict: "strict: refuse events of unknown types"
        case .warn: "warn: take them and say so"
        case .off: "off: take them silently"
        }
    }

    private static func credentials(_ network: Network) -> String {
        switch network.credentials {
        case .none: "none in this dialect: webhooks have secrets of their own"
        case .sendbird(let credentials): "application \(PlainText.visible(credentials.appID)); changed by the API"
        case .stream(let credentials):
            "\(Figure.count(credentials.keys.count)) API \(credentials.keys.count == 1 ? "key" : "keys"); "
                + "changed by the API"
        }
    }
}
