/// Who sends the webhooks.
public enum Provider: String, Hashable, Sendable, CaseIterable, Codable {
    /// social.plus (formerly Amity): `x-amity-signature`, the base64 of HMAC-SHA256 over the body.
    case socialplus
}
