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

    /// Prepares the secrets of a webhook (newest first) that are valid at `now`; nil when none is.
    public init?(_ secrets: [WebhookSecret], at now: Timestamp) {
        let valid = secrets.filter { secret in secret.expiresAt.map { now < $0 } ?? true }
        guard let first = valid.first else { return nil }
        self.init(newest: first.value, older: valid.dropFirst().map(\.value))
    }
}
