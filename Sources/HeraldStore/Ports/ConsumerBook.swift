public import HeraldModel

/// Keeps consumers: their place in the log, and what was handed out from there and is not acknowledged.
///
/// A call that returned is on disk: a lease that was answered survives, an acknowledged event never comes back, unless a
/// seek asks for it. All calls but ``save(_:startingAt:)`` throw ``StoreError/notFound`` for an unknown consumer.
public protocol ConsumerBook: Sendable {
    /// Adds a consumer at a place, or changes the settings of the one that is there, which stays where it is.
    /// - Returns: whether it is new.
    /// - Throws: ``StoreError/notFound`` when the network is gone.
    func save(_ consumer: Consumer, startingAt start: ConsumerPlace) async throws -> Bool
    /// All consumers of all networks, in no particular order.
    func consumers() async throws -> [Consumer]
    /// How far a consumer has come.
    func state(of consumer: Consumer.Key) async throws -> ConsumerState
    /// Removes a consumer with all it was handed. Unknown ones are ignored.
    func deleteConsumer(_ key: Consumer.Key) async throws

    /// Hands events out, oldest first: those that came back, then new ones behind the position. Looks at a bounded part
    /// of the log; events that `accepts` refuses are passed over for good.
    ///
    /// An event whose lease ended for the last time becomes a dead letter instead.
    func lease(
        _ order: LeaseOrder, of consumer: Consumer.Key, accepting accepts: @escaping @Sendable (EventRecord) -> Bool
    ) async throws -> LeaseBatch
    /// Ends leases for good. One that expired counts as long as its event was not handed out again.
    func acknowledge(_ tokens: [LeaseToken], of consumer: Consumer.Key) async throws -> [LeaseOutcome]
    /// Gives events back.
    func giveBack(
        _ tokens: [LeaseToken], of consumer: Consumer.Key, _ terms: ReturnTerms
    ) async throws -> [LeaseOutcome]
    /// Makes leases last for so long from now.
    func extend(
        _ tokens: [LeaseToken], of consumer: Consumer.Key, byMilliseconds: Int64
    ) async throws -> [LeaseOutcome]

    /// Moves a consumer. A clean cut: everything up to the place counts as acknowledged, everything behind it is handed
    /// out (again). Leases end, and dead letters behind the place are forgotten, because their events come again.
    func seek(_ consumer: Consumer.Key, to place: ConsumerPlace) async throws

    /// A consumer's dead letters whose events are older than `before`, newest event first.
    func deadLetters(of consumer: Consumer.Key, before: EventID?, limit: Int) async throws -> [DeadLetter]
    /// Has dead letters handed out again with fresh attempts: those of `events`, or all. Takes no more than may be
    /// outstanding, oldest first, and none without a payload.
    /// - Returns: how many.
    func requeueDeadLetters(_ events: [EventID]?, of consumer: Consumer.Key) async throws -> Int
    /// Forgets dead letters: those of `events`, or all.
    /// - Returns: how many.
    func dropDeadLetters(_ events: [EventID]?, of consumer: Consumer.Key) async throws -> Int
}
