import HTTPTypes
import HeraldModel
import HeraldOperations

extension PanelRoutes {
    /// Create and edit.
    mutating func addWebhookForms() {
        let all = Self.network + "/webhooks"
        add(.get, all + "/new", needs: .manage) { visit in
            let network = try visit.network
            return visit.page(
                "webhook-form", title: "New webhook", current: .webhooks, Self.creation(WebhookDraft(), visit, network))
        }
        add(.post, all, needs: .manage) { visit in
            let network = try visit.network
            let draft = WebhookDraft(visit.form)
            do {
                let result = try await visit.operations.webhooks.create(draft.body, in: network.id)
                // The secret is shown in the answer itself: it must not travel in a URL.
                return visit.page(
                    "webhook", title: "Webhook created", current: .webhooks, try await Self.shown(result, visit))
            } catch let error as OperationError where Self.isAboutTheForm(error) {
                return visit.refusal(
                    "webhook-form", title: "New webhook", current: .webhooks,
                    Self.creation(draft, visit, network, error: error))
            }
        }
        add(.get, all + "/{webhook}/edit", needs: .manage) { visit in
            let webhook = try visit.webhook
            return visit.page(
                "webhook-form", title: "Edit webhook", current: .webhooks,
                Self.change(WebhookDraft(webhook), visit, webhook, try visit.network))
        }
        add(.post, all + "/{webhook}/edit", needs: .manage) { visit in
            let webhook = try visit.webhook
            let network = try visit.network
            let draft = WebhookDraft(visit.form)
            do {
                let result = try await visit.operations.webhooks.update(webhook.id, of: network.id, draft.body)
                guard result.secret == nil, result.warnings.isEmpty else {
                    return visit.page(
                        "webhook", title: "Webhook saved", current: .webhooks, try await Self.shown(result, visit))
                }
                return .redirect(visit.path(network.id, "/webhooks/\(webhook.id)?done=saved"))
            } catch let error as OperationError where Self.isAboutTheForm(error) {
                return visit.refusal(
                    "webhook-form", title: "Edit webhook", current: .webhooks,
                    Self.change(draft, visit, webhook, network, error: error))
            }
        }
    }

    static func shown(_ result: WebhookResult, _ visit: Visit) async throws -> WebhookView {
        var view = try await WebhookView(result.webhook, visit)
        view.secret = result.secret
        view.warnings = result.warnings.map { warning in
            warning.suggestions.isEmpty
                ? warning.detail : warning.detail + " Nearest: \(warning.suggestions.joined(separator: ", "))."
        }
        return view
    }

    private static func isAboutTheForm(_ error: OperationError) -> Bool {
        switch error.kind {
        case .invalid, .conflict, .malformed: true
        default: false
        }
    }

    private static func creation(
        _ draft: WebhookDraft, _ visit: Visit, _ network: Network, error: OperationError? = nil
    ) -> WebhookFormView {
        let list = visit.path(network.id, "/webhooks")
        return WebhookFormView(
            draft, in: network, catalogue: visit.path(network.id, "/catalogue"), action: list, verb: "Create webhook",
            back: list, error: error)
    }

    private static func change(
        _ draft: WebhookDraft, _ visit: Visit, _ webhook: Webhook, _ network: Network, error: OperationError? = nil
    ) -> WebhookFormView {
        let page = visit.path(network.id, "/webhooks/\(webhook.id)")
        return WebhookFormView(
            draft, in: network, catalogue: visit.path(network.id, "/catalogue"), action: page + "/edit", verb: "Save",
            back: page, error: error)
    }
}
