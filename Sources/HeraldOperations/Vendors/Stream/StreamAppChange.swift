/// A change of ``StreamApp``: what is nil stays. Empty URLs clear.
public struct StreamAppChange: Hashable, Sendable {
    public var name: String?
    public var webhookURL: String?
    public var webhookEvents: [String]?
    /// All hooks there are to be.
    public var hooks: [StreamHook]?
    public var queue: [String: String] = [:]
    public var beforeMessageSendURL: String?
    public var beforeMessageSendTimeoutMilliseconds: Int64?
    public var customActionURL: String?

    /// A change of nothing.
    public init() {}
}
