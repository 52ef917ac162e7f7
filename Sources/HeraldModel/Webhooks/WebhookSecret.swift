/// One signing secret of a webhook. Printing it never shows the value.
public struct WebhookSecret: Hashable, Sendable, CustomStringConvertible {
    /// The secret; how it becomes a key is the dialect's business.
    public let value: String
    /// When it was set.
    public let createdAt: Timestamp
    /// When it stops being used; nil for the current one.
    public var expiresAt: Timestamp?

    /// Describes a secret.
    public init(value: String, createdAt: Timestamp, expiresAt: Timestamp? = nil) {
        self.value = value
        self.createdAt = createdAt
        self.expiresAt = expiresAt
    }

    public var description: String { "(secret)" }
}
