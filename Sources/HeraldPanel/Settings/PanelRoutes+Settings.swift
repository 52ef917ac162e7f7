import HTTPTypes
import HeraldJSON
import HeraldModel
import HeraldOperations

extension PanelRoutes {
    /// What may be set of a network, and its end.
    mutating func addSettings() {
        let page = Self.network + "/settings"
        add(.get, page, needs: .read) { visit in
            visit.page("settings", title: "Settings", current: .settings, try SettingsView(visit))
        }
        add(.post, page, needs: .manage) { visit in
            let region = visit.form.text("region")
            return try await Self.change(
                visit,
                [
                    "name": .string(visit.form.text("name") ?? ""), "region": region.map(JSONValue.string) ?? .null,
                    "validation": .string(visit.form.text("validation") ?? ""),
                ])
        }
        add(.post, page + "/portal", needs: .manage) { visit in
            let name = visit.form.text("portal_name")
            let colour = visit.form.text("colour")
            return try await Self.change(
                visit,
                [
                    "portal": [
                        "name": name.map(JSONValue.string) ?? .null, "colour": colour.map(JSONValue.string) ?? .null,
                        "origins": .array(PortalForm.lines(visit.form.typed("origins")).map(JSONValue.string)),
                    ]
                ])
        }
        addPortalLinks(page + "/portal")
        addNetworkRemoval(page + "/delete")
    }

    private mutating func addPortalLinks(_ portal: String) {
        add(.post, portal + "/link", needs: .manage) { visit in
            var body = JSONObject([
                .init("role", .string(visit.form.text("role") ?? "")),
                .init(
                    "expiresInSeconds",
                    Int64(visit.form.text("lifetime") ?? "").map { .number(JSONNumber($0)) } ?? .null),
            ])
            body["viewer"] = visit.form.text("viewer").map(JSONValue.string)
            do {
                // The link is shown in the answer itself: it must not travel in a URL of the panel's.
                let link = try visit.operations.portals.create(.object(body), for: try visit.network.id)
                return visit.page(
                    "settings", title: "Portal link", current: .settings, try SettingsView(visit, link: link))
            } catch let error as OperationError where error.kind == .invalid {
                return visit.refusal(
                    "settings", title: "Settings", current: .settings, try SettingsView(visit, FormErrors(error)))
            }
        }
        add(.get, portal + "/revoke", needs: .manage) { visit in
            let settings = visit.path(try visit.network.id, "/settings")
            return visit.page(
                "confirm", title: "Revoke portal links", current: .settings,
                ConfirmView(
                    question: "Revoke all links to the portal?",
                    consequence: "Everybody who opened one is out at once, and no link made so far opens again. "
                        + "New links work as before.",
                    action: settings + "/portal/revoke", verb: "Revoke all links", back: settings + "#portal"))
        }
        add(.post, portal + "/revoke", needs: .manage) { visit in
            let network = try visit.network.id
            try await visit.operations.portals.revokeAll(of: network)
            return .redirect(visit.path(network, "/settings?done=revoked"))
        }
    }

    /// Whoever deletes a network types its name first.
    private mutating func addNetworkRemoval(_ path: String) {
        add(.get, path, needs: .admin) { visit in
            visit.page(
                "network-delete", title: "Delete network", current: .settings, try NetworkRemovalView(visit))
        }
        add(.post, path, needs: .admin) { visit in
            let network = try visit.network
            guard visit.form.text("name") == network.name.trimmingBlanks else {
                return visit.refusal(
                    "network-delete", title: "Delete network", current: .settings,
                    try NetworkRemovalView(visit, problem: "This is not its name."))
            }
            try await visit.operations.networks.delete(network.id)
            return .redirect("/panel/networks?done=deleted")
        }
    }

    private static func change(_ visit: Visit, _ body: JSONValue) async throws -> Outcome {
        let network = try visit.network.id
        do {
            _ = try await visit.operations.networks.update(network, body)
            return .redirect(visit.path(network, "/settings?done=saved"))
        } catch let error as OperationError where error.kind == .invalid {
            return visit.refusal(
                "settings", title: "Settings", current: .settings, try SettingsView(visit, FormErrors(error)))
        }
    }
}
