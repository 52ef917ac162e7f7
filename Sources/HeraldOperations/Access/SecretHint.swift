public import HeraldModel

/// What a secret is recognised by.
public enum SecretHint {
    /// The last four characters of the current secret, when that gives nothing away.
    public static func of(_ secrets: [WebhookSecret]) -> String? {
        secrets.first.flatMap { of($0.value) }
    }

    /// The same of one secret.
    public static func of(_ secret: String) -> String? {
        guard secret.utf8.count >= 24 else { return nil }
        return "…" + secret.suffix(4)
    }
}
