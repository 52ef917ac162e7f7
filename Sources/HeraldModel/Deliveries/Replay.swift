/// A bulk order to send past events to one webhook (again).
public struct Replay: Hashable, Sendable {
    public let id: ReplayID
    public let networkID: NetworkID
    public let webhookID: WebhookID
    public let selection: Selection
    /// At most this many deliveries a second; nil means as fast as the lane takes them.
    public let ratePerSecond: Int?
    public var state: State
    /// How many events matched when the replay was ordered.
    public var matched: Int
    /// How many deliveries were made owed so far.
    public var enqueued: Int
    /// What became of those.
    public var outcomes = Outcomes()
    /// Events up to and including this one are done.
    public var cursor: EventID
    public let createdAt: Timestamp

    /// Which events a replay takes.
    public struct Selection: Hashable, Sendable {
        public var since: Timestamp
        /// Exclusive.
        public var until: Timestamp
        /// Only these types; empty means what the webhook's own patterns want.
        public var types: [EventPattern]
        public var status: Status

        /// Describes a selection.
        public init(since: Timestamp, until: Timestamp, types: [EventPattern], status: Status) {
            self.since = since
            self.until = until
            self.types = types
            self.status = status
        }
    }

    /// Which events qualify, by what became of them at this webhook.
    public enum Status: String, Hashable, Sendable, CaseIterable, Codable {
        /// The last delivery failed for good.
        case failed
        /// Every event, whatever became of it.
        case all
        /// No delivery of the event to this webhook ever succeeded or is still owed.
        case neverDelivered
    }

    /// Where a replay stands.
    public enum State: String, Hashable, Sendable, CaseIterable, Codable {
        case running
        case paused
        case completed
        case cancelled

        /// Whether nothing can change it any more.
        public var isFinal: Bool { self == .completed || self == .cancelled }
    }

    /// What became of the deliveries a replay made owed.
    public struct Outcomes: Hashable, Sendable {
        public var delivered: Int
        /// Given up.
        public var failed: Int
        /// Ended otherwise: their webhook was deleted.
        public var skipped: Int
        /// Still owed and without an attempt since.
        public var untried: Int

        /// Describes outcomes.
        public init(delivered: Int = 0, failed: Int = 0, skipped: Int = 0, untried: Int = 0) {
            self.delivered = delivered
            self.failed = failed
            self.skipped = skipped
            self.untried = untried
        }
    }

    /// How many of the deliveries it made owed are still owed.
    public var owed: Int { enqueued - outcomes.delivered - outcomes.failed - outcomes.skipped }
    /// How many of those wait for another attempt.
    public var waiting: Int { owed - outcomes.untried }
    /// How many of the events that matched when it was ordered have not had their turn.
    public var remaining: Int { state.isFinal ? 0 : max(0, matched - enqueued) }
    /// How many are not sent: they qualified no more when their turn came, or their webhook was deleted.
    public var skipped: Int { outcomes.skipped + (state == .completed ? max(0, matched - enqueued) : 0) }

    /// Describes a replay without outcomes.
    public init(
        id: ReplayID, networkID: NetworkID, webhookID: WebhookID, selection: Selection, ratePerSecond: Int?,
        state: State, matched: Int, enqueued: Int, cursor: EventID, createdAt: Timestamp
    ) {
        self.id = id
        self.networkID = networkID
        self.webhookID = webhookID
        self.selection = selection
        self.ratePerSecond = ratePerSecond
        self.state = state
        self.matched = matched
        self.enqueued = enqueued
        self.cursor = cursor
        self.createdAt = createdAt
    }
}
