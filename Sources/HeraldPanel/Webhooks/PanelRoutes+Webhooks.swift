import HTTPTypes
import HeraldModel
import HeraldOperations

extension PanelRoutes {
    /// The list of webhooks, and one with its recent deliveries.
    mutating func addWebhooks() {
        let all = Self.network + "/webhooks"
        add(.get, all, needs: .read) { visit in
            visit.page("webhooks", title: "Webhooks", current: .webhooks, try await WebhooksView(visit))
        }
        add(.get, all + "/{webhook}", needs: .read) { visit in
            let webhook = try visit.webhook
            return visit.page(
                "webhook", title: ShownURL.text(webhook.url), current: .webhooks, try await WebhookView(webhook, visit))
        }
    }
}

extension Visit {
    /// The webhook of the path.
    var webhook: Webhook {
        get throws(OperationError) {
            try operations.webhooks.webhook(try id("webhook"), of: try network.id)
        }
    }
}
