import HTTPTypes
import HeraldJSON
import HeraldModel
import HeraldOperations

extension PanelRoutes {
    /// One's own sessions and password.
    mutating func addAccount() {
        add(.get, "/panel/account", needs: .read) { visit in
            visit.page("account", title: "Account", current: .account, try await AccountView(visit))
        }
        add(.post, "/panel/account/sessions/{session}/end", needs: .read) { visit in
            let visitor = try visit.member
            let id = try visit.id("session", SessionID.self)
            try await visit.operations.sessions.end(id, of: visitor)
            return .redirect(id == visitor.session.id ? "/panel/sign-in" : "/panel/account?done=ended")
        }
        add(.post, "/panel/account/sessions/end-others", needs: .read) { visit in
            try await visit.operations.sessions.endOthers(of: try visit.member)
            return .redirect("/panel/account?done=ended")
        }
        add(.post, "/panel/account/password", needs: .read) { visit in
            do {
                try await visit.operations.users.changePassword(
                    of: try visit.member,
                    [
                        "current": .string(visit.form.typed("current") ?? ""),
                        "password": .string(visit.form.typed("password") ?? ""),
                    ])
                return .redirect("/panel/account?done=password")
            } catch let error as OperationError where error.kind == .invalid {
                var view = try await AccountView(visit)
                view.currentProblem = FormErrors(error)["/current"]
                view.passwordProblem = FormErrors(error)["/password"]
                return visit.refusal("account", title: "Account", current: .account, view)
            }
        }
    }
}
