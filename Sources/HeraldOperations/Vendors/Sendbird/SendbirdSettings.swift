/// The one webhook configuration of a Sendbird application, as its API shows it (`reference/sendbird.md` §1.2).
public struct SendbirdSettings: Hashable, Sendable {
    public var isEnabled = false
    /// Empty when none was ever set.
    public var url = ""
    public var includesMembers = false
    public var includesUnreadCount = false
    /// The subscribed categories by name, in the order of the catalogue.
    public var enabledEvents: [String] = []

    /// Sendbird's defaults.
    public init() {}
}

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
