/// Lets go of what is old, a little at a time, so that accepting and settling never wait for it.
///
/// Whatever the bounds say, these stay:
/// - an owed delivery with its attempts, its event and the event's payload;
/// - an event while a delivery of it stays (its payload may go before), and while its external id counts as a duplicate;
/// - an event with its payload while a consumer was handed it and has not acknowledged it, or has not looked at it yet and
///   took something within its hold;
/// - below the size limit's bound only: what a running replay may still take.
public protocol Retention: Sendable {
    /// Takes one short step, the oldest first, with less priority than any other write.
    ///
    /// What was stepped over because it was owed is looked at again within an hour, or within the shortest age.
    func prune(_ bounds: RetentionBounds) async throws -> PruneStep
    /// How much the store holds, and since when.
    func usage() async throws -> StoreUsage
}
