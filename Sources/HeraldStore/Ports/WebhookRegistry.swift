public import HeraldModel

/// Keeps webhooks.
public protocol WebhookRegistry: Sendable {
    /// A new, unused webhook id.
    func makeWebhookID() async throws -> WebhookID
    /// Adds a webhook unless its network already has `limit` of them. Secrets are encrypted at rest.
    /// - Returns: false when the limit is reached; then nothing was added.
    /// - Throws: ``StoreError/notFound`` when the network is gone.
    func add(_ webhook: Webhook, limit: Int) async throws -> Bool
    /// Replaces an existing webhook.
    /// - Throws: ``StoreError/notFound`` when it was deleted.
    func update(_ webhook: Webhook) async throws
    /// All webhooks of all networks, oldest first.
    func webhooks() async throws -> [Webhook]
    /// Removes a webhook; its owed deliveries become `skipped` with the reason. History stays readable.
    func deleteWebhook(_ id: WebhookID) async throws
}
