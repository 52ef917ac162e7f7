import HeraldModel

/// What a secret is recognised by.
enum SecretHint {
    /// The last four characters of the current secret, when that gives nothing away.
    static func of(_ secrets: [WebhookSecret]) -> String? {
        guard let secret = secrets.first?.value, secret.utf8.count >= 24 else { return nil }
        return "…" + secret.suffix(4)
    }
}
