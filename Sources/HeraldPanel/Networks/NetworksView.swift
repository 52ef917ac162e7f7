import HeraldDelivery
import HeraldModel
import HeraldOperations

/// What the page of networks shows.
struct NetworksView {
    let rows: [Row]
    let mayCreate: Bool
    let typedName: String
    let dialects: [Choice]
    let nameProblem: String?
    let dialectProblem: String?

    /// One network.
    struct Row {
        let href: String
        let rowName: String
        let rowID: String
        let dialectName: String
        let webhookCount: String
        let failingCount: String?
        let since: Moment
    }

    init(_ visit: Visit, _ errors: FormErrors = FormErrors()) {
        let operations = visit.operations
        rows = visit.reachableNetworks.map { network in
            let webhooks = operations.directory.webhooks(of: network.id)
            let failing = webhooks.count {
                !$0.isPaused && operations.lanes.health(of: $0.id)?.state != .healthy
            }
            return Row(
                href: Visit.path(network.id), rowName: network.name, rowID: network.id.description,
                dialectName: network.dialect.title, webhookCount: Figure.count(webhooks.count),
                failingCount: failing > 0 ? Figure.count(failing) : nil, since: Moment(network.createdAt))
        }
        mayCreate = visit.may(.admin)
        typedName = visit.form.text("name") ?? ""
        let chosen = visit.form.text("dialect") ?? Dialect.socialplus.rawValue
        dialects = Dialect.allCases.map {
            .init(value: $0.rawValue, label: $0.title, isChosen: $0.rawValue == chosen)
        }
        nameProblem = errors["/name"]
        dialectProblem = errors["/dialect"]
    }
}
