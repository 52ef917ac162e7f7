/// What a webhook may choose about its dialect. Dialects ignore what is another's.
public struct DialectOptions: Hashable, Sendable {
    /// Sendbird's `include_members`: leave `members` in the payloads of group channels.
    public var includeMembers: Bool
    /// Sendbird's `include_unread_count`: leave the unread counters in members and read updates.
    public var includeUnreadCount: Bool
    /// Stream's payload compression.
    public var compression: Compression

    /// How a body is compressed.
    public enum Compression: String, Hashable, Sendable, CaseIterable, Codable {
        case none
        case gzip
    }

    /// The vendors' defaults: all off.
    public init(
        includeMembers: Bool = false, includeUnreadCount: Bool = false, compression: Compression = .none
    ) {
        self.includeMembers = includeMembers
        self.includeUnreadCount = includeUnreadCount
        self.compression = compression
    }

    /// What of these `dialect` knows; the rest at its default.
    public func limited(to dialect: Dialect) -> DialectOptions {
        switch dialect {
        case .socialplus, .standard: DialectOptions()
        case .sendbird: DialectOptions(includeMembers: includeMembers, includeUnreadCount: includeUnreadCount)
        case .stream: DialectOptions(compression: compression)
        }
    }
}
