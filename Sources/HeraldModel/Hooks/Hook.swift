/// A synchronous call whose answer the app waits for: where it goes, how long it may take, what counts when it fails.
///
/// A network has at most one hook of each kind.
public struct Hook: Hashable, Sendable {
    public let networkID: NetworkID
    public let kind: Kind
    /// The URL as set. May carry a secret in its query, so it is never logged.
    public var url: String
    /// The limit for the one request, its answer included; nil means the kind's default.
    public var attemptTimeoutMilliseconds: Int64?
    /// The limit for everything, waiting for a free place included; nil derives it from the attempt's.
    public var overallTimeoutMilliseconds: Int64?
    /// What counts when no usable answer comes.
    public var onFailure: FailureAction
    /// Call and record, but act as if the hook had agreed.
    public var isShadow: Bool
    /// A hook that is switched off is not called; everything is let through.
    public var isEnabled: Bool
    /// Newest first. Signs where the network's credentials do not.
    public var secrets: [WebhookSecret]
    /// The name did not resolve when the URL was set.
    public var isUnresolved: Bool
    public let createdAt: Timestamp
    public var updatedAt: Timestamp

    /// What a hook is asked about.
    public enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
        /// A message before it is stored (`reference/stream-chat.md` §9).
        case beforeMessageSend = "before-message-send"
        /// What a custom `/command` answers (`reference/stream-chat.md` §10).
        case customCommand = "custom-command"
        /// An action before it happens (`reference/social-plus.md` §11).
        case preHook = "pre-hook"

        /// The limit for the one request unless the hook sets its own: 1.5 s (stream-chat §9), 1 s (stream-chat §10),
        /// 3 s (social-plus §11).
        public var attemptTimeoutMilliseconds: Int64 {
            switch self {
            case .beforeMessageSend: 1500
            case .customCommand: 1000
            case .preHook: 3000
            }
        }

        /// What the limit for everything adds to the attempt's: 500 ms for before-message-send (stream-chat §9).
        public var allowanceMilliseconds: Int64 { self == .beforeMessageSend ? 500 : 0 }
    }

    /// What counts when a hook fails: fail open or fail closed.
    public enum FailureAction: String, Hashable, Sendable, CaseIterable, Codable {
        case allow
        case deny
    }

    /// Names a hook: there is one of a kind in a network.
    public struct Key: Hashable, Sendable {
        public var networkID: NetworkID
        public var kind: Kind

        /// Names the hook of `kind` in a network.
        public init(networkID: NetworkID, kind: Kind) {
            self.networkID = networkID
            self.kind = kind
        }
    }

    /// What both timeouts may be, in milliseconds.
    public static let timeouts: ClosedRange<Int64> = 1...5000

    /// Describes a hook.
    public init(
        networkID: NetworkID, kind: Kind, url: String, secrets: [WebhookSecret], createdAt: Timestamp,
        attemptTimeoutMilliseconds: Int64? = nil, overallTimeoutMilliseconds: Int64? = nil,
        onFailure: FailureAction = .allow, isShadow: Bool = false, isEnabled: Bool = true,
        isUnresolved: Bool = false, updatedAt: Timestamp? = nil
    ) {
        self.networkID = networkID
        self.kind = kind
        self.url = url
        self.attemptTimeoutMilliseconds = attemptTimeoutMilliseconds
        self.overallTimeoutMilliseconds = overallTimeoutMilliseconds
        self.onFailure = onFailure
        self.isShadow = isShadow
        self.isEnabled = isEnabled
        self.secrets = secrets
        self.isUnresolved = isUnresolved
        self.createdAt = createdAt
        self.updatedAt = updatedAt ?? createdAt
    }

    /// Names this hook.
    public var key: Key { Key(networkID: networkID, kind: kind) }

    /// The limit for the one request.
    public var attemptTimeout: Duration {
        .milliseconds(attemptTimeoutMilliseconds ?? kind.attemptTimeoutMilliseconds)
    }

    /// The limit for everything.
    public var overallTimeout: Duration {
        overallTimeoutMilliseconds.map { .milliseconds($0) }
            ?? attemptTimeout + .milliseconds(kind.allowanceMilliseconds)
    }
}
