public import HeraldModel

/// What the engine must know of a webhook to run its lane.
public struct LaneSettings: Hashable, Sendable {
    public var ordering: Ordering
    /// At most this many requests under way.
    public var maxConcurrency: Int
    /// At most this many requests a second; nil means no limit.
    public var rateLimitPerSecond: Int?
    public var retry: RetrySchedule
    public var isPaused: Bool
    /// Accompany each first attempt with the dialect's legacy request.
    public var sendsLegacyRequest: Bool
    /// The status with which the receiver says it wants nothing any more: it pauses the lane.
    public var goneStatus: Int?

    /// Describes a lane.
    public init(
        ordering: Ordering = .none, maxConcurrency: Int = 32, rateLimitPerSecond: Int? = nil,
        retry: RetrySchedule = RetrySchedule(policy: .durable, dialect: .socialplus), isPaused: Bool = false,
        sendsLegacyRequest: Bool = false, goneStatus: Int? = nil
    ) {
        self.ordering = ordering
        self.maxConcurrency = maxConcurrency
        self.rateLimitPerSecond = rateLimitPerSecond
        self.retry = retry
        self.isPaused = isPaused
        self.sendsLegacyRequest = sendsLegacyRequest
        self.goneStatus = goneStatus
    }
}
