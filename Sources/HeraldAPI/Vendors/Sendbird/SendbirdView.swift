import HeraldJSON
import HeraldOperations

/// How Sendbird shows its settings: real booleans and never null, because its SDKs check types
/// (`reference/sendbird.md` §1.6).
enum SendbirdView {
    static func json(_ settings: SendbirdSettings) -> JSONObject {
        JSONObject([
            .init("enabled", .bool(settings.isEnabled)),
            .init("url", .string(settings.url)),
            .init("include_members", .bool(settings.includesMembers)),
            .init("enabled_events", .array(settings.enabledEvents.map(JSONValue.string))),
            .init("include_unread_count", .bool(settings.includesUnreadCount)),
        ])
    }
}
