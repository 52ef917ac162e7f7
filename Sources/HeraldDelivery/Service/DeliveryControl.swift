public import HeraldModel

/// What the doors (API, panel, server) tell and ask the delivery engine.
public protocol DeliveryControl: Sendable {
    /// Opens the webhook's lane, or applies its changed settings to what is still owed.
    /// - Throws: ``EndpointError`` when it cannot be sent to, such as a dialect this version does not speak.
    func put(_ webhook: Webhook, of network: Network) throws(EndpointError)

    /// Closes the webhook's lane and forgets what it held.
    func remove(_ webhook: WebhookID)

    /// Makes one request for `event` now, outside of lane, order and limits, and waits for its end. Nothing is stored.
    func probe(_ webhook: Webhook, of network: Network, with event: EventRecord) async throws(EndpointError) -> Probe

    /// The complete request that carries `event`, as ``put(_:of:)``'s lane would send it at `time`. Nothing is sent.
    /// - Throws: ``EndpointError`` when the webhook cannot be sent to.
    func request(
        _ webhook: Webhook, of network: Network, with event: EventRecord, delivery: DeliveryID, attempt: Int,
        isLegacy: Bool, at time: Timestamp
    ) throws(EndpointError) -> [UInt8]

    /// What the webhook's lane holds in memory; nil when there is none.
    func laneState(of webhook: WebhookID) -> LaneState?

    /// How many webhooks' breakers are not closed.
    var failingWebhooks: Int { get }

    /// Whether the engine takes work.
    var isRunning: Bool { get }
}

/// A single request made on demand, with its answer.
public struct Probe: Sendable {
    /// The complete request as sent.
    public var request: [UInt8]
    /// What came back.
    public var attempt: Attempt
    /// Whether the dialect counts the answer as a success.
    public var isSuccess: Bool

    /// Describes a probe.
    public init(request: [UInt8], attempt: Attempt, isSuccess: Bool) {
        self.request = request
        self.attempt = attempt
        self.isSuccess = isSuccess
    }
}

/// What a lane holds in memory. The store may hold more.
public struct LaneState: Hashable, Sendable {
    /// Ready to be sent.
    public var ready: Int
    /// Requests under way.
    public var inFlight: Int
    /// Waiting for their next attempt.
    public var waiting: Int
    /// Whether more is owed than the lane holds.
    public var isOverflowing: Bool
    /// How the receiver does.
    public var health: LaneHealth

    /// Describes a lane.
    public init(
        ready: Int, inFlight: Int, waiting: Int, isOverflowing: Bool, health: LaneHealth = LaneHealth()
    ) {
        self.health = health
        self.ready = ready
        self.inFlight = inFlight
        self.waiting = waiting
        self.isOverflowing = isOverflowing
    }
}

/// Why a webhook cannot be sent to.
public struct EndpointError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong and what to change.
    public let description: String

    /// Wraps a sentence for the user.
    public init(_ description: String) { self.description = description }
}
