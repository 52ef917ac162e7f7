import HeraldModel
import HeraldOperations

/// What the account page shows.
struct AccountView {
    let ownName: String
    let ownRole: String
    let ownNetwork: String?
    let hasPassword: Bool
    let sessions: [Row]
    let hasOthers: Bool
    let shortestPassword = UserAdministration.shortestPassword
    var currentProblem: String?
    var passwordProblem: String?

    /// One browser.
    struct Row {
        let rowID: String
        let agent: String
        let isPresent: Bool
        let began: Moment
        let seen: Moment
    }

    init(_ visit: Visit) async throws {
        let visitor = try visit.member
        ownName = visitor.name
        ownRole = visitor.role.rawValue
        ownNetwork = visitor.networkID.flatMap { visit.operations.directory.network($0)?.name }
        if case .user = visitor.session.owner { hasPassword = true } else { hasPassword = false }
        sessions = try await visit.operations.sessions.all(of: visitor).reversed().map { session in
            Row(
                rowID: session.id.description, agent: BrowserName.of(session.agent),
                isPresent: session.id == visitor.session.id, began: Moment(session.createdAt),
                seen: Moment(session.lastSeenAt))
        }
        hasOthers = sessions.count > 1
    }
}
