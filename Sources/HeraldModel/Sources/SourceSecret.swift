/// A secret a provider signs its webhooks with. Printing it never shows the value.
public struct SourceSecret: Hashable, Sendable, CustomStringConvertible {
    /// The secret, verbatim as the provider shows it.
    public let value: String
    /// The API key it belongs to, which Stream's `X-Api-Key` names (`reference/stream-chat.md` §3).
    public var apiKey: String?
    /// When it was set.
    public let createdAt: Timestamp
    /// When it stops being accepted; nil for good.
    public var expiresAt: Timestamp?

    /// Describes a secret.
    public init(value: String, createdAt: Timestamp, apiKey: String? = nil, expiresAt: Timestamp? = nil) {
        self.value = value
        self.apiKey = apiKey
        self.createdAt = createdAt
        self.expiresAt = expiresAt
    }

    public var description: String { "(secret)" }
}
