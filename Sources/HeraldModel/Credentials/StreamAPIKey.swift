/// One API key of a Stream app: a public name and its secret.
public struct StreamAPIKey: Hashable, Sendable {
    /// The public name, sent as `X-Api-Key`.
    public var apiKey: String
    /// The secret: it signs webhooks and the tokens of API calls.
    public var apiSecret: String
    public var createdAt: Timestamp

    /// Describes a key.
    public init(apiKey: String, apiSecret: String, createdAt: Timestamp) {
        self.apiKey = apiKey
        self.apiSecret = apiSecret
        self.createdAt = createdAt
    }
}

extension StreamAPIKey: CustomStringConvertible, CustomReflectable {
    public var description: String { "\(apiKey) (secret)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
