import HeraldJSON
import HeraldModel

/// A Stream app's settings as they are kept. What webhooks can say themselves is read from them.
struct StreamState {
    /// The flat `webhook_url` is one more hook, which `event_hooks` does not list.
    var flat: StreamHook?
    var hooks: [StreamHook]
    var queue: [String: String]
    /// What was set before there was a hook to set it on.
    var beforeMessageSendTimeout: Int64

    /// - Parameter webhook: looks a webhook of the network up.
    init(_ stored: JSONObject, webhook: (WebhookID) -> Webhook?) {
        let refresh = { (hook: StreamHook) -> StreamHook? in
            guard hook.kind == .webhook else { return hook }
            // Whoever deleted the webhook deleted the hook.
            guard let carrier = hook.webhookID.flatMap(webhook) else { return nil }
            var shown = hook
            shown.url = carrier.url
            if !carrier.events.isEmpty {
                let isAll = carrier.events == [.everything]
                shown.isEnabled = true
                shown.eventTypes = isAll ? [] : carrier.events.map(\.description)
            }
            return shown
        }
        flat = stored["flat"].flatMap(StreamHook.init(stored:)).flatMap(refresh)
        hooks = (stored["hooks"]?.array ?? []).compactMap(StreamHook.init(stored:)).compactMap(refresh)
        queue = Dictionary(
            (stored["queue"]?.object?.members ?? []).map { ($0.key, $0.value.string ?? "") },
            uniquingKeysWith: { $1 })
        beforeMessageSendTimeout = stored["beforeMessageSendTimeoutMs"]?.integer ?? 0
    }

    /// What is kept.
    var stored: JSONObject {
        var object = JSONObject([
            .init("hooks", .array(hooks.map(\.stored))),
            .init(
                "queue",
                .object(JSONObject(queue.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) }))),
            .init("beforeMessageSendTimeoutMs", .number(.init(beforeMessageSendTimeout))),
        ])
        object["flat"] = flat?.stored
        return object
    }

    /// Every hook that a webhook carries.
    var carried: [StreamHook] { ([flat].compactMap(\.self) + hooks).filter { $0.kind == .webhook } }
    var webhookIDs: Set<WebhookID> { Set(carried.compactMap(\.webhookID)) }
}
