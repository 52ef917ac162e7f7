/// Who sends the webhooks.
public enum Provider: String, Hashable, Sendable, CaseIterable, Codable {
    /// social.plus (formerly Amity): `x-amity-signature`, the base64 of HMAC-SHA256 over the body.
    case socialplus
    /// Sendbird: `x-sendbird-signature` or `x-signature`, the lower-case hexadecimal of HMAC-SHA256 over the body under
    /// the application's master API token.
    case sendbird
    /// Stream Chat: `X-Signature`, the lower-case hexadecimal of HMAC-SHA256 over the body as it was before it was
    /// compressed, under the API secret that belongs to `X-Api-Key`.
    case stream
    /// Standard Webhooks 1.0: `webhook-signature` over id, timestamp and body, symmetric (`v1`) or with ed25519
    /// (`v1a`). The signed timestamp keeps recorded requests from being replayed.
    case standard
}
