import HTTPTypes
import HeraldJSON
import HeraldModel
import HeraldOperations

extension PanelRoutes {
    /// The people who sign in.
    mutating func addUsers() {
        add(.get, "/panel/users", needs: .admin) { visit in
            visit.page("users", title: "Users", current: .users, try await UsersView(visit))
        }
        add(.post, "/panel/users", needs: .admin) { visit in
            var body = JSONObject([
                .init("name", .string(visit.form.text("name") ?? "")),
                .init("password", .string(visit.form.typed("password") ?? "")),
                .init("role", .string(visit.form.text("role") ?? "")),
            ])
            if let network = visit.form.text("network") { body["network"] = .string(network) }
            do {
                _ = try await visit.operations.users.create(.object(body))
                return .redirect("/panel/users?done=added")
            } catch let error as OperationError where error.kind == .invalid {
                return visit.refusal(
                    "users", title: "Users", current: .users, try await UsersView(visit, FormErrors(error)))
            }
        }
        add(.get, "/panel/users/{user}/delete", needs: .admin) { visit in
            let user = try await visit.operations.users.user(try visit.id("user"))
            return visit.page(
                "confirm", title: "Remove user", current: .users,
                ConfirmView(
                    question: "Remove \(user.name)?",
                    consequence: "They are signed out everywhere at once. What they did stays as it is.",
                    action: "/panel/users/\(user.id)/delete", verb: "Remove user", back: "/panel/users"))
        }
        add(.post, "/panel/users/{user}/delete", needs: .admin) { visit in
            try await visit.operations.users.delete(try visit.id("user"))
            return .redirect("/panel/users?done=deleted")
        }
    }
}
