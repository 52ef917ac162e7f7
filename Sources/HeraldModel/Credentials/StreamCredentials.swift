/// The API keys of a Stream app (`reference/stream-chat.md` §3).
public struct StreamCredentials: Hashable, Sendable {
    /// The keys, oldest first. Never empty in a network that was created with them.
    public var keys: [StreamAPIKey]
    /// Which of them signs webhooks. Stream's current pages say the oldest.
    public var signsWith: Choice

    /// One key of several.
    public enum Choice: String, Hashable, Sendable, CaseIterable, Codable {
        case oldest
        case newest
    }

    /// Takes keys in any order; equal ages keep theirs.
    public init(keys: [StreamAPIKey], signsWith: Choice = .oldest) {
        self.keys = keys.enumerated()
            .sorted { ($0.element.createdAt, $0.offset) < ($1.element.createdAt, $1.offset) }.map(\.element)
        self.signsWith = signsWith
    }

    /// The key whose secret signs webhooks.
    public var signingKey: StreamAPIKey? {
        switch signsWith {
        case .oldest: keys.first
        case .newest: keys.last
        }
    }

    /// The key of this name.
    public func key(named apiKey: String) -> StreamAPIKey? { keys.first { $0.apiKey == apiKey } }
}
