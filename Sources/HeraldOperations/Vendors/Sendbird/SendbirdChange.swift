/// A change of ``SendbirdSettings``: what is nil stays.
public struct SendbirdChange: Hashable, Sendable {
    public var isEnabled: Bool?
    public var url: String?
    public var includesMembers: Bool?
    public var includesUnreadCount: Bool?
    /// `["*"]` for all categories, `[]` for none (which switches webhooks off), else exactly these.
    public var enabledEvents: [String]?

    /// A change of nothing.
    public init() {}
}
