public import HeraldModel

/// How a webhook's receiver does, as its lane sees it.
public struct LaneHealth: Hashable, Sendable {
    public var state: State
    /// Since when it fails, if it does.
    public var since: Timestamp?
    /// Failures since the last sign of life.
    public var consecutiveFailures: Int
    /// When the next probe may start, while the lane sends nothing.
    public var nextProbeAt: Timestamp?
    /// The status of the last failure that got an answer.
    public var lastStatus: Int?
    /// The code of the last failure without one.
    public var lastError: String?
    /// Until when the receiver asked to be left alone.
    public var heldUntil: Timestamp?
    /// How many requests the lane has under way at most now.
    public var window: Int

    /// What the lane does.
    public enum State: String, Hashable, Sendable {
        /// It sends.
        case healthy
        /// It waits before it tries the receiver again.
        case failing
        /// It tries the receiver with one delivery.
        case probing
    }

    /// Describes a receiver's health.
    public init(
        state: State = .healthy, since: Timestamp? = nil, consecutiveFailures: Int = 0, nextProbeAt: Timestamp? = nil,
        lastStatus: Int? = nil, lastError: String? = nil, heldUntil: Timestamp? = nil, window: Int = 32
    ) {
        self.state = state
        self.since = since
        self.consecutiveFailures = consecutiveFailures
        self.nextProbeAt = nextProbeAt
        self.lastStatus = lastStatus
        self.lastError = lastError
        self.heldUntil = heldUntil
        self.window = window
    }

    init(_ health: ReceiverHealth) {
        let state: State =
            switch health.breaker.state {
            case .closed: .healthy
            case .open: .failing
            case .halfOpen, .probing: .probing
            }
        self.init(
            state: state, since: health.breaker.failingSince, consecutiveFailures: health.breaker.failuresInARow,
            nextProbeAt: health.breaker.probeAt, lastStatus: health.lastStatus, lastError: health.lastError,
            heldUntil: health.heldUntil, window: health.window.limit)
    }
}
