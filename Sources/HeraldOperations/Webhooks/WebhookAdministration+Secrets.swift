public import HeraldJSON
public import HeraldModel

extension WebhookAdministration {
    /// The secrets of a webhook's own that still count, newest first: for who may change the webhook, when they ask for
    /// them on purpose. None when the network's credential signs.
    public func revealSecrets(_ id: WebhookID, of networkID: NetworkID) throws(OperationError) -> [WebhookSecret] {
        let now = clock.now
        return try webhook(id, of: networkID).secrets.filter { $0.expiresAt.map { $0 > now } ?? true }
    }

    /// Sets a new secret, which is the webhook's own also where the network's credential signed so far. The old ones stay valid for `overlapSeconds`, so that receivers can follow.
    public func rotateSecret(
        _ id: WebhookID, of networkID: NetworkID, _ body: JSONValue
    ) async throws -> WebhookResult {
        var reader = FieldReader(body)
        var overlap = Self.overlapSeconds
        reader.update(&overlap, "overlapSeconds", cleared: Self.overlapSeconds, .integer(0...604_800))
        let secretFields = SecretFields(&reader, takesSecret: false)
        secretFields.check(
            &reader, for: try webhook(id, of: networkID).effectiveDialect(in: try requireNetwork(networkID)))
        try reader.finish()
        let seconds = overlap
        return try await gate.run {
            let network = try requireNetwork(networkID)
            var webhook = try webhook(id, of: networkID)
            let current = webhook.signingSecrets(in: network)
            let secret = secretFields.make(
                for: webhook.effectiveDialect(in: network), replacing: current.first?.value)
            webhook.secrets = Self.rotated(current, to: secret, overlapSeconds: seconds, at: clock.now)
            return WebhookResult(webhook: try await save(webhook, of: network), secret: secret, warnings: [])
        }
    }

    /// The secrets after a rotation, newest first. An old one never lives longer than it was promised before.
    static func rotated(
        _ secrets: [WebhookSecret], to value: String, overlapSeconds: Int64, at now: Timestamp
    ) -> [WebhookSecret] {
        let end = now.advanced(byMilliseconds: overlapSeconds * 1000)
        let old = secrets.map { secret in
            WebhookSecret(
                value: secret.value, createdAt: secret.createdAt, expiresAt: min(secret.expiresAt ?? end, end))
        }
        let valid = old.filter { ($0.expiresAt ?? end) > now }
        return [WebhookSecret(value: value, createdAt: now)] + valid.prefix(keptSecrets - 1)
    }
}
