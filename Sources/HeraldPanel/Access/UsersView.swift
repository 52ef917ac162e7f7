import HeraldModel
import HeraldOperations

/// What the page of users shows.
struct UsersView {
    let users: [Row]
    let typedName: String
    let roles: [Choice]
    let homes: [Choice]
    let nameProblem: String?
    let passwordProblem: String?
    let roleProblem: String?
    let networkProblem: String?
    let shortestPassword = UserAdministration.shortestPassword

    /// One user.
    struct Row {
        let rowID: String
        let userName: String
        let userRole: String
        let home: String
        let since: Moment
    }

    init(_ visit: Visit, _ errors: FormErrors = FormErrors()) async throws {
        users = try await visit.operations.users.all().map { user in
            Row(
                rowID: user.id.description, userName: user.name, userRole: user.role.rawValue,
                home: user.networkID.flatMap { visit.operations.directory.network($0)?.name } ?? "all networks",
                since: Moment(user.createdAt))
        }
        typedName = visit.form.text("name") ?? ""
        let role = visit.form.text("role") ?? Role.read.rawValue
        roles = [
            (Role.read, "sees one network"), (.manage, "changes one network"),
            (.admin, "everything, including users"),
        ].map { .init(value: $0.rawValue, label: "\($0.rawValue) – \($1)", isChosen: $0.rawValue == role) }
        let network = visit.form.text("network")
        homes = visit.operations.networks.all.map {
            .init(value: $0.id.description, label: $0.name, isChosen: $0.id.description == network)
        }
        nameProblem = errors["/name"]
        passwordProblem = errors["/password"]
        roleProblem = errors["/role"]
        networkProblem = errors["/network"]
    }
}
