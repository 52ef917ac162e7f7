import HeraldModel
import HeraldOperations

/// What the page of access keys shows.
struct KeysView {
    let keys: [Row]
    let typedName: String
    let roles: [Choice]
    let homes: [Choice]
    let nameProblem: String?
    let roleProblem: String?
    let networkProblem: String?
    /// The token of a key that was just made; shown once.
    var token: String?

    /// One key.
    struct Row {
        let rowID: String
        let keyName: String
        let hint: String
        let keyRole: String
        let home: String
        let since: Moment
    }

    init(_ visit: Visit, _ errors: FormErrors = FormErrors(), token: String? = nil) {
        self.token = token
        keys = visit.operations.keys.all.map { key in
            Row(
                rowID: key.id.description, keyName: PlainText.visible(key.name.isEmpty ? "without a name" : key.name),
                hint: key.hint + "…", keyRole: key.role.rawValue,
                home: key.networkID.flatMap { visit.operations.directory.network($0)?.name } ?? "all networks",
                since: Moment(key.createdAt))
        }
        // After success the form is empty again.
        typedName = token == nil ? visit.form.text("name") ?? "" : ""
        let role = visit.form.text("role") ?? Role.publish.rawValue
        roles = [
            (Role.publish, "publishes events to one network"), (.read, "sees one network"),
            (.consume, "takes one network's events as a consumer"), (.manage, "changes one network"),
            (.admin, "everything"),
        ].map { Choice(value: $0.0.rawValue, label: "\($0.0.rawValue) – \($0.1)", isChosen: $0.0.rawValue == role) }
        let network = visit.form.text("network")
        homes = visit.operations.networks.all.map {
            Choice(value: $0.id.description, label: $0.name, isChosen: $0.id.description == network)
        }
        nameProblem = errors["/name"]
        roleProblem = errors["/role"]
        networkProblem = errors["/network"]
    }
}
