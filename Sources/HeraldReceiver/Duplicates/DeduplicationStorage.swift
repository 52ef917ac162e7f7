/// Remembers which events were handled, in two steps, so that a handler that fails loses nothing.
///
/// `begin` before the work, `finish` after it, `abandon` when it failed. A process that dies between the two leaves a
/// claim behind that becomes free after the lease. So an event is handled at least once, and once only unless something
/// breaks in between. Times are seconds since 1970.
public protocol DeduplicationStorage: Sendable {
    /// Claims an id.
    ///
    /// Of several calls at the same time exactly one gets a claim. An id whose claim is older than the lease is fresh
    /// again. Throws ``DeduplicationError/tooManyInWork(limit:)`` when too many claims are open, or what the storage
    /// throws when it does not work.
    func begin(_ id: String, at now: Int64) async throws -> DeduplicationOutcome

    /// Remembers that the event was handled, until the window ends or newer ids need the room.
    ///
    /// Counts although the claim's lease ran out: the work is done. Calling it again changes nothing. Must take effect
    /// although the calling task is cancelled.
    func finish(_ claim: DeduplicationClaim, at now: Int64) async throws

    /// Forgets the claim, so that a repeat is handled.
    ///
    /// Does nothing when the id is done or was claimed anew after the lease. Must take effect although the calling task
    /// is cancelled.
    func abandon(_ claim: DeduplicationClaim) async throws
}
