/// One entry of a webhook's event filter: `*`, a prefix such as `channel.*` or `group_channel:*`, or an exact type.
///
/// Two families are opt-in and not covered by `*`: push notifications (`push-notification/…`) and Herald's own
/// operational events (`herald.…`). A pattern must start with the family's prefix to reach them.
public struct EventPattern: Hashable, Sendable, CustomStringConvertible {
    /// The pattern as written.
    public let description: String
    private let prefix: String?

    /// Reads a pattern; nil when a `*` stands anywhere but at the end, or the text is empty or over 128 bytes.
    public init?(_ text: String) {
        guard !text.isEmpty, text.utf8.count <= 128 else { return nil }
        description = text
        guard let star = text.firstIndex(of: "*") else {
            prefix = nil
            return
        }
        guard text.index(after: star) == text.endIndex else { return nil }
        prefix = String(text[..<star])
        guard prefix?.isEmpty != false || [".*", "/*", ":*"].contains(where: text.hasSuffix) else { return nil }
    }

    /// The pattern that matches every ordinary event.
    public static var everything: EventPattern { EventPattern(prefix: "") }

    private init(prefix: String) {
        self.prefix = prefix
        description = prefix + "*"
    }

    /// Whether an event of `type` is wanted.
    public func matches(_ type: String) -> Bool {
        guard let prefix else { return type == description }
        if prefix.isEmpty { return !Self.optInPrefixes.contains { type.hasPrefix($0) } }
        return type.hasPrefix(prefix)
    }

    /// Whether the pattern ends in `*`.
    public var isWildcard: Bool { prefix != nil }

    private static let optInPrefixes = ["push-notification/", "herald."]
}
