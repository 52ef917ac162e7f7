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
