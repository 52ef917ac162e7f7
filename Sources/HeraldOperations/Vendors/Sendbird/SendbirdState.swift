import HeraldJSON
import HeraldModel

/// Sendbird's settings as they are kept, made one with the webhook behind them.
struct SendbirdState {
    var settings = SendbirdSettings()
    var webhookID: WebhookID?
    /// What was subscribed to, as it was said: `*` or names. Nil before the first subscription.
    private var subscription: [String]?

    var isEnabled: Bool { settings.isEnabled }

    /// What is sent stands in the webhook, which the native API may have changed; the rest was remembered.
    init(_ stored: JSONObject, webhook: Webhook?) {
        subscription = stored["events"]?.array?.compactMap(\.string)
        settings.isEnabled = stored["enabled"]?.bool ?? false
        settings.url = stored["url"]?.string ?? ""
        settings.includesMembers = stored["includeMembers"]?.bool ?? false
        settings.includesUnreadCount = stored["includeUnreadCount"]?.bool ?? false
        if let webhook {
            webhookID = webhook.id
            settings.includesMembers = webhook.options.includeMembers
            settings.includesUnreadCount = webhook.options.includeUnreadCount
            if !settings.url.isEmpty { settings.url = webhook.url }
            if !webhook.events.isEmpty {
                settings.isEnabled = true
                settings.url = webhook.url
                subscription = webhook.events.map(\.description)
            }
        }
        settings.enabledEvents = Self.expand(subscription ?? [])
    }

    /// What is kept.
    var stored: JSONObject {
        var object = JSONObject([
            .init("enabled", .bool(settings.isEnabled)), .init("url", .string(settings.url)),
            .init("includeMembers", .bool(settings.includesMembers)),
            .init("includeUnreadCount", .bool(settings.includesUnreadCount)),
        ])
        object["webhookId"] = webhookID.map { .string($0.description) }
        object["events"] = subscription.map { .array($0.map(JSONValue.string)) }
        return object
    }

    /// What the webhook takes.
    var patterns: [EventPattern] {
        settings.isEnabled ? (subscription ?? []).compactMap { EventPattern($0) } : []
    }

    mutating func apply(_ change: SendbirdChange) {
        settings.isEnabled = change.isEnabled ?? settings.isEnabled
        settings.url = change.url ?? settings.url
        settings.includesMembers = change.includesMembers ?? settings.includesMembers
        settings.includesUnreadCount = change.includesUnreadCount ?? settings.includesUnreadCount
        if let events = change.enabledEvents {
            subscription = events.contains("*") ? ["*"] : events.reduce(into: []) { if !$0.contains($1) { $0 += [$1] } }
            // "[] = unsubscribe from everything and webhooks are turned off" (`reference/sendbird.md` §1.3).
            if events.isEmpty { settings.isEnabled = false }
        } else if settings.isEnabled, subscription == nil {
            // SDKs make `enabled` and `url` the required fields: who sends only those wants to be sent something.
            subscription = ["*"]
        }
        settings.enabledEvents = Self.expand(subscription ?? [])
    }

    private static func expand(_ subscription: [String]) -> [String] {
        let patterns = subscription.compactMap { EventPattern($0) }
        let known = SendbirdAdministration.categories.filter { name in patterns.contains { $0.matches(name) } }
        let own = patterns.filter { !$0.isWildcard && !SendbirdAdministration.isCategory($0.description) }
        return known + own.map(\.description)
    }
}
