public import HeraldModel

/// Keeps replays and carries them out page by page.
public protocol ReplayBook: Sendable {
    /// A new, unused replay id.
    func makeReplayID() async throws -> ReplayID
    /// How many events a selection takes at `webhook` now, and the newest few of them. Changes nothing. Events whose
    /// payload is gone are never taken.
    func preview(
        _ selection: Replay.Selection, of network: NetworkID, at webhook: WebhookID, sample: Int
    ) async throws -> (matched: Int, sample: [EventRecord])
    /// Adds a replay.
    func add(_ replay: Replay) async throws
    /// One replay.
    func replay(_ id: ReplayID) async throws -> Replay?
    /// A network's replays, newest first.
    func replays(of network: NetworkID) async throws -> [Replay]
    /// Those that are ``Replay/State/running``, oldest first.
    func runningReplays() async throws -> [Replay]
    /// Changes a replay's state. A completed or cancelled one cannot change.
    /// - Throws: ``StoreError/notFound``, ``StoreError/conflict``.
    func setState(_ state: Replay.State, of id: ReplayID) async throws -> Replay
    /// Makes the next at most `limit` matching events owed, in one transaction with the replay's cursor, and tells the
    /// commit observer. `failed` reopens the failed delivery; the others add a new delivery. Completes the replay when
    /// no event is left. A replay that is not running is returned unchanged. Takes no more than the backlog's limits
    /// leave room for, and fewer where payloads are large.
    ///
    /// What it made owed is followed to its end: settling counts it in ``Replay/outcomes`` in the same transaction.
    /// - Throws: ``StoreError/backlogFull`` or ``StoreError/serverBacklogFull`` when there is no room for a single one:
    ///   then nothing was changed, and trying again later goes on.
    func advance(_ id: ReplayID, limit: Int) async throws -> Replay
}
