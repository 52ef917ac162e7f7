public import HeraldJSON
public import HeraldModel

/// One entry of a Stream app's `event_hooks` (`reference/stream-chat.md` §11).
///
/// Hooks of the kind `webhook` are carried by a usual webhook of the network. Queues and pending messages are kept and
/// shown, but nothing is sent to them.
public struct StreamHook: Hashable, Sendable {
    /// A UUID; empty in a change that asks for a new hook.
    public var id: String
    public var kind: Kind
    public var isEnabled: Bool
    /// The types it takes; empty means all.
    public var eventTypes: [String]
    public var product: Product
    /// The receiver of the kinds `webhook` and `pendingMessage`.
    public var url: String
    /// The members of queues (`sqs_…`, `sns_…`), as written. Secrets among them are sealed at rest.
    public var queue: [String: String]
    public var timeoutMilliseconds: Int64?
    /// The `callback` of pending messages, as written.
    public var callback: JSONValue?
    public var createdAt: Timestamp
    public var updatedAt: Timestamp
    /// The webhook that carries it.
    public internal(set) var webhookID: WebhookID?

    /// What a hook is. The raw value is Stream's word.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case webhook
        case sqs
        case sns
        case pendingMessage = "pending_message"
    }

    /// Which product's events it takes. The raw value is Stream's word.
    public enum Product: String, Hashable, Sendable, CaseIterable {
        case all
        case chat
        case video
        case moderation
        case feeds

        /// Whether this server has events of the product.
        var isServed: Bool { self != .video && self != .feeds }
    }

    /// Describes a hook without a receiver yet.
    public init(
        id: String, kind: Kind, isEnabled: Bool = true, eventTypes: [String] = [], product: Product = .all,
        url: String = "", queue: [String: String] = [:], timeoutMilliseconds: Int64? = nil,
        callback: JSONValue? = nil, createdAt: Timestamp
    ) {
        self.id = id
        self.kind = kind
        self.isEnabled = isEnabled
        self.eventTypes = eventTypes
        self.product = product
        self.url = url
        self.queue = queue
        self.timeoutMilliseconds = timeoutMilliseconds
        self.callback = callback
        self.createdAt = createdAt
        updatedAt = createdAt
    }

    /// The members of queues that are secret.
    public static let secretMembers: Set<String> = ["sqs_secret", "sns_secret"]
    /// What stands for a secret where hooks are shown. Sent back, it keeps the secret.
    public static let hidden = "(hidden)"

    /// What the webhook takes.
    var patterns: [EventPattern] {
        guard isEnabled, product.isServed else { return [] }
        return eventTypes.isEmpty ? [.everything] : eventTypes.compactMap { EventPattern($0) }
    }

    /// Keeps what only the earlier version of the hook knows: its age, its webhook, and secrets that were not sent.
    mutating func inherit(from old: StreamHook) {
        createdAt = old.createdAt
        if kind == old.kind { webhookID = old.webhookID }
        for (name, secret) in old.queue where Self.secretMembers.contains(name) {
            if ["", Self.hidden].contains(queue[name] ?? "") { queue[name] = secret }
        }
    }
}
