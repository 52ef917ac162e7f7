import HeraldJSON
import HeraldModel
import HeraldWire

/// Reads what a request says about a webhook's signing secret.
struct SecretFields {
    /// The secret it brings.
    let given: String?
    /// The signature version it asks for.
    private let scheme: StandardSecret.Kind?

    /// Reads `secret`, where it may be given, and `signatureScheme`.
    init(_ reader: inout FieldReader, takesSecret: Bool) {
        given = takesSecret ? reader.optional("secret", .text(1...512)) : nil
        scheme = reader.optional("signatureScheme", FieldRule<StandardSecret.Kind>.choice)
    }

    /// Notes what does not fit the webhook's dialect.
    func check(_ reader: inout FieldReader, for dialect: Dialect) {
        guard dialect == .standard else {
            if scheme != nil {
                reader.fail("signatureScheme", FieldProblem("is only for webhooks of the dialect 'standard'"))
            }
            return
        }
        guard let given else { return }
        guard let secret = StandardSecret(given) else {
            reader.fail(
                "secret",
                FieldProblem(
                    "must be 'whsec_' and the base64 of 24 to 64 bytes, or 'whsk_' and the base64 of an ed25519 "
                        + "private key; leave it out to have one made"))
            return
        }
        if let scheme, scheme != secret.kind {
            reader.fail(
                "signatureScheme",
                FieldProblem("does not fit the secret, which starts with '\(secret.kind.prefix)'"))
        }
    }

    /// A new secret for a webhook of `dialect`.
    /// - Parameter current: what the webhook has now: its kind stays unless the request asks for another.
    func make(for dialect: Dialect, replacing current: String? = nil) -> String {
        guard dialect == .standard else { return SecretMaker.webhookSecret() }
        return SecretMaker.standardSecret(scheme ?? current.flatMap(StandardSecret.init)?.kind ?? .shared)
    }
}
