/// The settings of a Stream app that are about webhooks and hooks (`reference/stream-chat.md` §12.1).
public struct StreamApp: Hashable, Sendable {
    public var name: String
    /// The receiver of all events, besides those of ``hooks``; empty for none.
    public var webhookURL = ""
    /// What it takes; empty means all.
    public var webhookEvents: [String] = []
    public var hooks: [StreamHook] = []
    /// The flat `sqs_…` and `sns_…` members that are set.
    public var queue: [String: String] = [:]
    public var beforeMessageSendURL = ""
    /// Zero for the default.
    public var beforeMessageSendTimeoutMilliseconds: Int64 = 0
    public var customActionURL = ""

    /// An app without receivers.
    public init(name: String) { self.name = name }

    /// How many entries `event_hooks` may have.
    public static let hookLimit = 50
    /// The flat members of queues.
    public static let queueMembers = ["sqs_url", "sqs_key", "sqs_secret", "sns_topic_arn", "sns_key", "sns_secret"]
}
