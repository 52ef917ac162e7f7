import HeraldJSON
import HeraldModel
import HeraldOperations
import HeraldWire

/// How a webhook looks to users.
enum WebhookView {
    /// Header values may be credentials: who may not change them does not see them.
    static func json(_ webhook: Webhook, for call: Call) -> JSONValue {
        let caller = call.caller
        var object = object(webhook)
        object["managedBy"] = .text(call.operations.directory.manager(of: webhook)?.rawValue)
        object["health"] = call.operations.lanes.health(of: webhook.id).map(LaneHealthView.json) ?? .null
        if caller?.role != .admin, caller?.role != .manage {
            object["headers"] = .object(JSONObject(webhook.headers.map { .init($0.name, "(hidden)") }))
        }
        return .object(object)
    }

    /// The answer to a change: the secret if it was set just now, and what its owner should know.
    static func json(_ result: WebhookResult) -> JSONValue {
        var object = object(result.webhook)
        object["secret"] = result.secret.map(JSONValue.string)
        object["warnings"] = .array(result.warnings.map(warning))
        return .object(object)
    }

    /// A webhook's own secrets, for who asked to see them.
    static func json(_ secrets: [WebhookSecret]) -> JSONValue {
        [
            "signedWith": .string(secrets.isEmpty ? "network" : "webhook"),
            "secrets": .array(
                secrets.map { secret in
                    [
                        "secret": .string(secret.value), "createdAt": .time(secret.createdAt),
                        "expiresAt": .time(secret.expiresAt),
                    ]
                }),
        ]
    }

    private static func object(_ webhook: Webhook) -> JSONObject {
        JSONObject([
            .init("id", .string(webhook.id.description)),
            .init("networkId", .string(webhook.networkID.description)),
            .init("url", .string(webhook.url)),
            .init("events", .array(webhook.events.map { .string($0.description) })),
            .init("filter", webhook.filter?.json ?? .null),
            .init("dialect", .text(webhook.dialect?.rawValue)),
            .init("description", .string(webhook.description)),
            .init("ordering", .string(webhook.ordering.rawValue)),
            .init("timeoutMs", .count(webhook.timeoutMilliseconds)),
            .init("retry", retry(webhook.retry)),
            .init(
                "headers", .object(JSONObject(webhook.headers.map { .init($0.name, .string($0.value)) }))),
            .init("rateLimitPerSecond", .count(webhook.rateLimitPerSecond)),
            .init("maxConcurrency", .count(webhook.maxConcurrency)),
            .init("legacySignature", .bool(webhook.legacySignature)),
            .init("resign", .bool(webhook.resigns)),
            .init("includeMembers", .bool(webhook.options.includeMembers)),
            .init("includeUnreadCount", .bool(webhook.options.includeUnreadCount)),
            .init("compression", .string(webhook.options.compression.rawValue)),
            .init("tls", tls(webhook.tls)),
            .init("paused", .bool(webhook.isPaused)),
            .init("unresolved", .bool(webhook.isUnresolved)),
            .init("signedWith", .string(webhook.secrets.isEmpty ? "network" : "webhook")),
            .init("publicKey", .text(webhook.secrets.first.flatMap { StandardSecret($0.value)?.publicKeyText })),
            .init("secretHint", .text(SecretHint.of(webhook.secrets))),
            .init("previousSecrets", .array(webhook.secrets.dropFirst().map(previous))),
            .init("createdAt", .time(webhook.createdAt)),
            .init("updatedAt", .time(webhook.updatedAt)),
        ])
    }

    private static func retry(_ policy: RetryPolicy) -> JSONValue {
        var object = JSONObject([.init("policy", .string(policy.name))])
        if case .schedule(let delays) = policy { object["delaysMs"] = .array(delays.map { .count($0) }) }
        return .object(object)
    }

    /// What the certificates say. The texts can be had from who made them; the key is nobody's to read.
    private static func tls(_ tls: WebhookTLS?) -> JSONValue {
        guard let tls else { return .null }
        return [
            "caCertificates": tls.caCertificates == nil ? .null : .array(tls.authorities.map(certificate)),
            "clientCertificate": tls.clientCertificate == nil ? .null : .array(tls.clientChain.map(certificate)),
        ]
    }

    private static func certificate(_ certificate: CertificateSummary) -> JSONValue {
        [
            "subject": .string(certificate.subject), "sha256": .string(certificate.fingerprint),
            "notAfter": .time(certificate.notAfter),
        ]
    }

    private static func previous(_ secret: WebhookSecret) -> JSONValue {
        ["createdAt": .time(secret.createdAt), "expiresAt": .time(secret.expiresAt)]
    }

    static func warning(_ warning: FieldWarning) -> JSONValue {
        [
            "pointer": .string(warning.pointer), "detail": .string(warning.detail),
            "suggestions": .array(warning.suggestions.map(JSONValue.string)),
        ]
    }
}
