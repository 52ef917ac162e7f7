/// How the text of a secret becomes a key.
public enum SecretForm: Hashable, Sendable {
    /// Its UTF-8 bytes are the key of HMAC-SHA256: social.plus, Sendbird, Stream.
    case text
    /// Standard Webhooks: `whsec_` and base64 of an HMAC key, `whsk_` and base64 of an ed25519 key.
    case standard
}
