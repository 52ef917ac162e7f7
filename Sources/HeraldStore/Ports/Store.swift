/// Everything a driver offers. Each part is a port of its own, in the words of those who use it.
///
/// All writes of one call happen in one durable transaction or not at all. A write that returned is on disk
/// (fsync); a write that threw changed nothing.
public protocol Store: EventLog, DeliveryQueue, NetworkRegistry, WebhookRegistry, KeyRegistry, HookRegistry,
    SourceRegistry, CommandRegistry, UserRegistry, SessionBook, History, ReplayBook, StatsBook, DocumentBook,
    ConsumerBook, Retention
{
    /// Which driver this is and where its data lives, for people: `sqlite (/var/lib/herald/herald.db)`.
    var summary: String { get }

    /// Proves that the store can commit right now.
    /// - Throws: ``StoreError`` when it cannot.
    func checkWritable() async throws

    /// Finishes what was submitted, then releases files and threads. Later calls throw ``StoreError/closed``.
    func close() async
}
