import HeraldCatalogue
import HeraldJSON
public import HeraldModel
import HeraldStore

/// The webhook settings of Sendbird's Platform API, kept as one webhook of the network.
///
/// The webhook is a usual one that the native API shows and may change; this keeps its id and what a webhook cannot
/// say: the categories of settings that are switched off. Other webhooks of the network stay untouched.
public struct SendbirdAdministration: Sendable {
    let webhooks: WebhookAdministration
    let documents: VendorDocuments

    /// Every category there is, in the catalogue's order.
    public static let categories: [String] =
        EventCatalogue.catalogue(for: .sendbird)?.types.filter { $0.status == .current }.map(\.name) ?? []

    private static let knownCategories = Set(categories)

    /// Whether a category can be subscribed to.
    public static func isCategory(_ name: String) -> Bool { knownCategories.contains(name) }

    /// A network's settings.
    public func settings(of network: NetworkID) -> SendbirdSettings { state(of: network).settings }

    /// Applies a change; what it leaves out keeps its value.
    public func update(_ change: SendbirdChange, of id: NetworkID) async throws -> SendbirdSettings {
        // Resolving takes time, so it happens before the gate is taken.
        var isUnresolved = false
        if let url = change.url, !url.isEmpty, url != state(of: id).settings.url {
            isUnresolved = try await webhooks.checkURL(url, field: "url")
        }
        let unresolved = isUnresolved
        return try await webhooks.gate.run {
            let network = try webhooks.requireNetwork(id)
            var state = state(of: id)
            let before = state.stored
            state.apply(change)
            if state.isEnabled, state.settings.url.isEmpty {
                throw OperationError.invalidFields([
                    FieldError(
                        pointer: "/url", detail: "'url' is required to switch webhooks on", code: "missing_url")
                ])
            }
            // The id is written down before the webhook exists: a crash in between leaves no webhook nobody knows.
            if state.webhookID == nil, !state.settings.url.isEmpty {
                state.webhookID = try await OperationError.translating("network") {
                    try await webhooks.store.makeWebhookID()
                }
            }
            try await documents.save(state.stored, as: .sendbird, of: id)
            do {
                try await put(state, of: network, isUnresolved: unresolved)
            } catch {
                try await documents.save(before, as: .sendbird, of: id)
                throw error
            }
            return self.state(of: id).settings
        }
    }

    private func put(_ state: SendbirdState, of network: Network, isUnresolved: Bool) async throws {
        guard let webhookID = state.webhookID else { return }
        let url = state.settings.url.isEmpty ? directory.webhook(webhookID)?.url : state.settings.url
        guard let url else { return }
        _ = try await webhooks.put(
            ManagedWebhook(
                id: webhookID, url: url, events: state.patterns,
                description: "Sendbird's webhook settings", isUnresolved: isUnresolved,
                options: DialectOptions(
                    includeMembers: state.settings.includesMembers,
                    includeUnreadCount: state.settings.includesUnreadCount)),
            of: network)
    }

    private var directory: Directory { webhooks.directory }

    private func state(of network: NetworkID) -> SendbirdState {
        let stored = documents.document(.sendbird, of: network)
        let id = stored["webhookId"]?.string.flatMap { WebhookID($0) }
        let webhook = id.flatMap(directory.webhook)
        // Whoever deleted the webhook deleted the settings.
        return SendbirdState(webhook == nil && id != nil ? JSONObject() : stored, webhook: webhook)
    }
}
