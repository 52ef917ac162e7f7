import HeraldJSON
import HeraldModel
import HeraldOperations

/// How a synchronous hook looks to users.
enum HookView {
    /// - Parameters:
    ///   - isPaused: whether the hook is not called because it does not answer.
    ///   - secret: the secret, only in the answer to the change that set it.
    static func json(_ hook: Hook, isPaused: Bool = false, secret: String? = nil) -> JSONValue {
        var object = JSONObject([
            .init("kind", .string(hook.kind.rawValue)),
            .init("networkId", .string(hook.networkID.description)),
            .init("url", .string(hook.url)),
            .init("timeoutMs", .count(hook.attemptTimeout.wholeMilliseconds)),
            .init("overallTimeoutMs", .count(hook.overallTimeout.wholeMilliseconds)),
            .init("onFailure", .string(hook.onFailure.rawValue)),
            .init("shadow", .bool(hook.isShadow)),
            .init("enabled", .bool(hook.isEnabled)),
            .init("paused", .bool(isPaused)),
            .init("unresolved", .bool(hook.isUnresolved)),
            .init("signedWith", .string(hook.secrets.isEmpty ? "network" : "hook")),
            .init("secretHint", .text(SecretHint.of(hook.secrets))),
            .init("createdAt", .time(hook.createdAt)),
            .init("updatedAt", .time(hook.updatedAt)),
        ])
        object["secret"] = secret.map(JSONValue.string)
        return .object(object)
    }

    static func json(_ result: HookResult) -> JSONValue { json(result.hook, secret: result.secret) }
}
