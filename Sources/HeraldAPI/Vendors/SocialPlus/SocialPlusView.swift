import HeraldJSON
import HeraldModel

/// How social.plus shows a registered callback (`reference/social-plus.md` §4). Its list carries the secrets: tools
/// read them there to verify what they receive.
enum SocialPlusView {
    static func json(_ webhook: Webhook) -> JSONValue {
        [
            "_id": .string(webhook.id.description),
            "networkId": .string(webhook.networkID.description),
            "callbackUrl": .string(webhook.url),
            "secretKey": .string(webhook.secrets.first?.value ?? ""),
            "createdAt": .time(webhook.createdAt),
            "updatedAt": .time(webhook.updatedAt),
            "__v": 0,
        ]
    }

    /// The pre-hook's settings. The secret is shown only when it was just made.
    static func json(_ hook: Hook?, secret: String? = nil) -> JSONValue {
        var object = JSONObject([
            .init("enabled", .bool(hook?.isEnabled ?? false)), .init("callbackUrl", .string(hook?.url ?? "")),
            .init("defaultAction", .string((hook?.onFailure ?? .allow).rawValue)),
        ])
        object["secretKey"] = secret.map(JSONValue.string)
        return .object(object)
    }
}
