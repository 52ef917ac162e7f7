import HeraldDelivery
import HeraldModel

/// What a vendor's API decides of the webhook behind one of its settings; the rest is its owner's to change.
struct ManagedWebhook: Sendable {
    var id: WebhookID
    var url: String
    /// Empty when the setting is switched off: nothing new is sent, what is owed still goes out.
    var events: [EventPattern]
    var description: String
    /// The host does not resolve yet.
    var isUnresolved: Bool
    var options = DialectOptions()
}

extension WebhookAdministration {
    /// Checks where a URL leads.
    /// - Returns: whether its host does not resolve yet.
    func checkURL(_ text: String, field: String) async throws(OperationError) -> Bool {
        do throws(WebhookURLError) {
            _ = try WebhookURL(text)
        } catch {
            throw .invalidFields([
                FieldError(
                    pointer: "/\(field)", detail: "'\(field)' is not usable: \(error.description)",
                    code: "invalid_url")
            ])
        }
        return try await vetter.isUnresolved(text) ?? false
    }

    /// Creates or changes the webhook of a vendor's setting. Runs inside the gate.
    ///
    /// A new one retries as the vendor does: that is what a receiver written for the vendor expects.
    func put(_ managed: ManagedWebhook, of network: Network) async throws -> Webhook {
        if var webhook = directory.webhook(managed.id), webhook.networkID == network.id {
            // What the vendor's API does not speak of stays as the native API left it.
            var options = webhook.options
            options.includeMembers = managed.options.includeMembers
            options.includeUnreadCount = managed.options.includeUnreadCount
            guard webhook.url != managed.url || webhook.events != managed.events || webhook.options != options
            else { return webhook }
            webhook.options = options
            if webhook.url != managed.url { webhook.isUnresolved = managed.isUnresolved }
            webhook.url = managed.url
            webhook.events = managed.events
            return try await save(webhook, of: network)
        }
        let now = clock.now
        // The network's credential signs, as with the vendor; networks made before there were any have none.
        let hasCredential = network.signingSecret(for: network.dialect) != nil
        let own = hasCredential ? [] : [WebhookSecret(value: SecretMaker.webhookSecret(), createdAt: now)]
        return try await add(
            Webhook(
                id: managed.id, networkID: network.id, url: managed.url, secrets: own, createdAt: now,
                events: managed.events, description: managed.description, retry: .vendor,
                isUnresolved: managed.isUnresolved, options: managed.options),
            to: network)
    }
}
