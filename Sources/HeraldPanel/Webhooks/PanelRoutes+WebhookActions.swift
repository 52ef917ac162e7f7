import HTTPTypes
import HeraldJSON
import HeraldModel
import HeraldOperations

extension PanelRoutes {
    /// Test, pause, resume, rotate, delete.
    mutating func addWebhookActions() {
        let one = Self.network + "/webhooks/{webhook}"
        add(.post, one + "/test", needs: .manage) { visit in
            let webhook = try visit.webhook
            var view = try await WebhookView(webhook, visit)
            let body: JSONValue = visit.form.text("type").map { ["type": .string($0)] } ?? [:]
            do {
                view.test = TestView(
                    try await visit.operations.webhooks.test(webhook.id, of: webhook.networkID, body))
            } catch let error as OperationError where error.kind == .invalid || error.kind == .conflict {
                view.testProblem = error.errors.first?.detail ?? error.detail
                return visit.refusal("webhook", title: "Test", current: .webhooks, view)
            }
            return visit.page("webhook", title: "Test", current: .webhooks, view)
        }
        for (action, isPaused) in [("pause", true), ("resume", false)] {
            add(.post, "\(one)/\(action)", needs: .manage) { visit in
                let webhook = try visit.webhook
                _ = try await visit.operations.webhooks.setPaused(isPaused, webhook.id, of: webhook.networkID)
                return .redirect(
                    visit.path(webhook.networkID, "/webhooks/\(webhook.id)?done=\(isPaused ? "paused" : "resumed")"))
            }
        }
        add(.post, one + "/reveal", needs: .manage) { visit in
            let webhook = try visit.webhook
            var view = try await WebhookView(webhook, visit)
            view.revealed = try visit.operations.webhooks.revealSecrets(webhook.id, of: webhook.networkID).map {
                WebhookView.RevealedSecret(value: $0.value, end: $0.expiresAt.map(Moment.init))
            }
            return visit.page("webhook", title: "Signing secret", current: .webhooks, view)
        }
        add(.get, one + "/rotate", needs: .manage) { visit in
            visit.page("rotate", title: "Rotate secret", current: .webhooks, RotateView(try visit.webhook, visit))
        }
        add(.post, one + "/rotate", needs: .manage) { visit in
            let webhook = try visit.webhook
            guard let seconds = Int64(visit.form.text("overlap") ?? "") else {
                return visit.refusal(
                    "rotate", title: "Rotate secret", current: .webhooks,
                    RotateView(webhook, visit, problem: "Choose how long the old secret stays valid."))
            }
            let result = try await visit.operations.webhooks.rotateSecret(
                webhook.id, of: webhook.networkID, ["overlapSeconds": .number(JSONNumber(seconds))])
            return visit.page(
                "webhook", title: "Secret rotated", current: .webhooks, try await Self.shown(result, visit))
        }
        add(.get, one + "/delete", needs: .manage) { visit in
            let webhook = try visit.webhook
            let page = visit.path(webhook.networkID, "/webhooks/\(webhook.id)")
            return visit.page(
                "confirm", title: "Delete webhook", current: .webhooks,
                ConfirmView(
                    question: "Delete \(ShownURL.text(webhook.url))?",
                    consequence: "What it is still owed is skipped and never sent. Its history stays readable. "
                        + "This cannot be undone; pause it instead to keep its deliveries waiting.",
                    action: page + "/delete", verb: "Delete webhook", back: page))
        }
        add(.post, one + "/delete", needs: .manage) { visit in
            let webhook = try visit.webhook
            try await visit.operations.webhooks.delete(webhook.id, of: webhook.networkID)
            return .redirect(visit.path(webhook.networkID, "/webhooks?done=deleted"))
        }
    }
}
