/// A registered HTTP endpoint of a network: where to send, what, how it is signed, and within which limits.
public struct Webhook: Hashable, Sendable {
    public let id: WebhookID
    public let networkID: NetworkID
    /// The URL as registered. May carry a secret in its query, so it is never logged.
    public var url: String
    /// The event filter; an event is wanted when one pattern matches.
    public var events: [EventPattern]
    /// A condition on the payload that must hold as well.
    public var filter: PayloadFilter?
    /// The wire format, when it differs from the network's.
    public var dialect: Dialect?
    public var description: String
    /// What it chose about its dialect.
    public var options: DialectOptions
    /// Its own, newest first; empty when the network's credential signs. While a rotation lasts the oldest valid one
    /// signs; see the dialect.
    public var secrets: [WebhookSecret]
    public var ordering: Ordering
    /// The limit for one attempt, in milliseconds; nil means the dialect's.
    public var timeoutMilliseconds: Int64?
    public var retry: RetryPolicy
    /// Further request headers, sent as given.
    public var headers: [Header]
    /// At most this many requests a second; nil means no limit.
    public var rateLimitPerSecond: Int?
    /// At most this many requests under way; nil means the server's default.
    public var maxConcurrency: Int?
    /// Send the separate second request that carries only the dialect's legacy signature.
    public var legacySignature: Bool
    /// Sign what came in by a source once more, with the webhook's own secret, in place of the provider's signature.
    public var resigns: Bool
    /// Whom to trust and who to be under TLS; nil means the system's issuers and no client certificate.
    public var tls: WebhookTLS?
    /// Deliveries wait while a webhook is paused; nothing is lost.
    public var isPaused: Bool
    /// The name did not resolve when it was registered or last tried.
    public var isUnresolved: Bool
    public let createdAt: Timestamp
    public var updatedAt: Timestamp

    /// A request header.
    public struct Header: Hashable, Sendable {
        public var name: String
        public var value: String

        /// Pairs a name with a value.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Describes a webhook; everything but identity, URL and secret has a default.
    public init(
        id: WebhookID, networkID: NetworkID, url: String, secrets: [WebhookSecret], createdAt: Timestamp,
        events: [EventPattern] = [.everything], filter: PayloadFilter? = nil, dialect: Dialect? = nil,
        description: String = "", ordering: Ordering = .none, timeoutMilliseconds: Int64? = nil,
        retry: RetryPolicy = .durable, headers: [Header] = [], rateLimitPerSecond: Int? = nil,
        maxConcurrency: Int? = nil, legacySignature: Bool = false, resigns: Bool = false, tls: WebhookTLS? = nil,
        isPaused: Bool = false,
        isUnresolved: Bool = false, options: DialectOptions = DialectOptions(), updatedAt: Timestamp? = nil
    ) {
        self.id = id
        self.networkID = networkID
        self.url = url
        self.events = events
        self.filter = filter
        self.dialect = dialect
        self.description = description
        self.options = options
        self.secrets = secrets
        self.ordering = ordering
        self.timeoutMilliseconds = timeoutMilliseconds
        self.retry = retry
        self.headers = headers
        self.rateLimitPerSecond = rateLimitPerSecond
        self.maxConcurrency = maxConcurrency
        self.legacySignature = legacySignature
        self.resigns = resigns
        self.tls = tls
        self.isPaused = isPaused
        self.isUnresolved = isUnresolved
        self.createdAt = createdAt
        self.updatedAt = updatedAt ?? createdAt
    }

    /// Whether the event filter's patterns want events of `type`. The payload filter is judged separately.
    public func wants(type: String) -> Bool { events.contains { $0.matches(type) } }
}
