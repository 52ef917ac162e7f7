/// A wire format: how an event's body, headers and signature look.
public enum Dialect: String, Hashable, Sendable, CaseIterable, Codable {
    /// social.plus (formerly Amity).
    case socialplus
    /// Sendbird.
    case sendbird
    /// Stream Chat.
    case stream
    /// Standard Webhooks 1.0.
    case standard
}
