/// How far a consumer has come.
public struct ConsumerState: Hashable, Sendable {
    /// Everything up to here was looked at.
    public var position: EventID
    /// How many events of the wanted types lie behind the position, up to ``lagBound``.
    public var lag: Int
    /// There are more than ``lag`` says.
    public var isLagMore: Bool
    /// When the oldest event was accepted that is not acknowledged, handed out or not; dead letters do not count.
    public var oldestUnacknowledged: Timestamp?
    /// Handed out under leases that last.
    public var leased: Int
    /// Handed out once and to be handed out again, or waiting for an earlier event of their key.
    public var waiting: Int
    public var dead: Int
    /// Wanted events that retention took before the consumer looked at them.
    public var expired: Int
    public var lastLeaseAt: Timestamp

    /// How far ``lag`` counts.
    public static let lagBound = 100_000

    /// Describes a state.
    public init(
        position: EventID, lag: Int, isLagMore: Bool, oldestUnacknowledged: Timestamp?, leased: Int, waiting: Int,
        dead: Int, expired: Int, lastLeaseAt: Timestamp
    ) {
        self.position = position
        self.lag = lag
        self.isLagMore = isLagMore
        self.oldestUnacknowledged = oldestUnacknowledged
        self.leased = leased
        self.waiting = waiting
        self.dead = dead
        self.expired = expired
        self.lastLeaseAt = lastLeaseAt
    }
}
