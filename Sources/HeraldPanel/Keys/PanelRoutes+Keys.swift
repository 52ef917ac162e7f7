import HTTPTypes
import HeraldJSON
import HeraldModel
import HeraldOperations

extension PanelRoutes {
    /// The keys that programs use.
    mutating func addKeys() {
        add(.get, "/panel/keys", needs: .admin) { visit in
            visit.page("keys", title: "Keys", current: .keys, KeysView(visit))
        }
        add(.post, "/panel/keys", needs: .admin) { visit in
            var body = JSONObject([.init("role", .string(visit.form.text("role") ?? ""))])
            if let name = visit.form.text("name") { body["name"] = .string(name) }
            if let network = visit.form.text("network") { body["network"] = .string(network) }
            do {
                // The token is shown in the answer itself: it must not travel in a URL.
                let made = try await visit.operations.keys.create(.object(body))
                return visit.page("keys", title: "Key made", current: .keys, KeysView(visit, token: made.token))
            } catch let error as OperationError where error.kind == .invalid {
                return visit.refusal("keys", title: "Keys", current: .keys, KeysView(visit, FormErrors(error)))
            }
        }
        add(.get, "/panel/keys/{key}/delete", needs: .admin) { visit in
            let id: KeyID = try visit.id("key")
            guard let key = visit.operations.keys.all.first(where: { $0.id == id }) else {
                throw OperationError.notFound("key")
            }
            return visit.page(
                "confirm", title: "Revoke key", current: .keys,
                ConfirmView(
                    question: "Revoke the key \(key.hint)…?",
                    consequence: "Programs that use it are refused at once, and its sessions here end. "
                        + "This cannot be undone.",
                    action: "/panel/keys/\(key.id)/delete", verb: "Revoke key", back: "/panel/keys"))
        }
        add(.post, "/panel/keys/{key}/delete", needs: .admin) { visit in
            try await visit.operations.keys.delete(try visit.id("key"))
            return .redirect("/panel/keys?done=deleted")
        }
    }
}
