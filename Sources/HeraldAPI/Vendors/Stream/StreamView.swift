import HeraldJSON
import HeraldModel
import HeraldOperations

/// How Stream shows an app, its hooks and commands (`reference/stream-chat.md` §11–12).
enum StreamView {
    static func json(_ app: StreamApp) -> JSONObject {
        var object = JSONObject([
            .init("name", .string(app.name)), .init("organization", ""), .init("suspended", false),
            .init("suspended_explanation", ""),
            .init("webhook_url", .string(app.webhookURL)),
            .init("webhook_events", .array(app.webhookEvents.map(JSONValue.string))),
            .init("event_hooks", .array(app.hooks.map(json))),
            .init("before_message_send_hook_url", .string(app.beforeMessageSendURL)),
            .init(
                "before_message_send_hook_attempt_timeout_ms",
                .count(app.beforeMessageSendTimeoutMilliseconds)),
            .init("custom_action_handler_url", .string(app.customActionURL)),
        ])
        for member in StreamApp.queueMembers {
            object[member] = .string(shown(member, app.queue[member] ?? ""))
        }
        return object
    }

    static func json(_ hook: StreamHook) -> JSONValue {
        var object = JSONObject([
            .init("id", .string(hook.id)), .init("hook_type", .string(hook.kind.rawValue)),
            .init("enabled", .bool(hook.isEnabled)),
            .init("event_types", .array(hook.eventTypes.map(JSONValue.string))),
            .init("product", .string(hook.product.rawValue)),
        ])
        if hook.kind == .webhook || hook.kind == .pendingMessage {
            object["webhook_url"] = .string(hook.url)
        }
        for (member, value) in hook.queue.sorted(by: { $0.key < $1.key }) {
            object[member] = .string(shown(member, value))
        }
        object["timeout_ms"] = hook.timeoutMilliseconds.map { .count($0) }
        object["callback"] = hook.callback
        object["created_at"] = .time(hook.createdAt)
        object["updated_at"] = .time(hook.updatedAt)
        return .object(object)
    }

    static func json(_ command: ChatCommand) -> JSONObject {
        JSONObject([
            .init("name", .string(command.name)), .init("description", .string(command.description)),
            .init("args", .string(command.args)), .init("set", .string(command.set)),
            .init("created_at", .time(command.createdAt)), .init("updated_at", .time(command.updatedAt)),
        ])
    }

    private static func shown(_ member: String, _ value: String) -> String {
        StreamHook.secretMembers.contains(member) && !value.isEmpty ? StreamHook.hidden : value
    }
}
