public import HeraldModel

/// The prepared secrets of one webhook. Made when the webhook is registered or changed, not per request.
public struct Signer: Sendable {
    /// The key of the newest secret.
    public let newest: SigningKey
    /// The keys of secrets that are still valid after a rotation, newest first.
    public let older: [SigningKey]

    /// The key that signs where a header holds one value only: the oldest that is still valid, so that receivers
    /// have the whole overlap of a rotation to learn the new secret.
    public var current: SigningKey { older.last ?? newest }

    /// Prepares secrets, newest first.
    public init(newest: String, older: [String] = []) {
        self.newest = SigningKey(secret: newest)
        self.older = older.map(SigningKey.init(secret:))
    }

    /// Prepares secrets of a form, newest first. Those that do not have it are left out; nil when none is left.
    public init?(_ secrets: [String], form: SecretForm) {
        let keys = secrets.compactMap { SigningKey(secret: $0, form: form) }
        guard let first = keys.first else { return nil }
        newest = first
        older = Array(keys.dropFirst())
    }

    /// Prepares the secrets of a webhook (newest first) that are valid at `now`; nil when none is.
    public init?(_ secrets: [WebhookSecret], at now: Timestamp, form: SecretForm = .text) {
        let valid = secrets.filter { secret in secret.expiresAt.map { now < $0 } ?? true }
        self.init(valid.map(\.value), form: form)
    }

    /// All keys, newest first.
    public var keys: [SigningKey] { [newest] + older }
}
