/// Why a store refused or failed. Two errors are equal when their codes are.
public struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    private enum Code: Hashable {
        case full, overloaded, closed, notFound, conflict, backlogFull, serverBacklogFull, payloadExpired, failed
    }
    private let code: Code
    /// What happened and what to do; free of secrets and payloads.
    public let description: String

    /// The medium has no room. Nothing was changed; try again once there is.
    public static let full = StoreError(
        .full, "The store has no room left. Free disk space; Herald resumes by itself.")
    /// More is queued for the writer than it takes. Nothing was changed; try again shortly.
    public static let overloaded = StoreError(
        .overloaded, "More is waiting to be written than the store takes. Try again shortly.")
    /// The store was closed.
    public static let closed = StoreError(.closed, "The store is closed. Restart the server.")
    /// What the call names does not exist.
    public static let notFound = StoreError(.notFound, "There is no such record.")
    /// The state does not allow the change.
    public static let conflict = StoreError(.conflict, "The record's state does not allow this change.")
    /// The network owes more deliveries than its limit. Nothing was changed.
    public static let backlogFull = StoreError(
        .backlogFull, "The network's backlog of owed deliveries is at its limit. Try again when some are delivered.")
    /// The network's owed deliveries carry more payload than its limit: equal to ``backlogFull``. Nothing was changed.
    public static let backlogBytesFull = StoreError(
        .backlogFull,
        "The payloads the network is owed are at their limit in bytes. Try again when some are delivered.")
    /// All networks together owe more deliveries than the server's limit. Nothing was changed.
    public static let serverBacklogFull = StoreError(
        .serverBacklogFull,
        "The server's backlog of owed deliveries is at its limit. Try again when some are delivered.")
    /// All owed deliveries carry more payload than the server's limit: equal to ``serverBacklogFull``. Nothing was
    /// changed.
    public static let serverBacklogBytesFull = StoreError(
        .serverBacklogFull,
        "The payloads the server owes are at their limit in bytes. Try again when some are delivered.")
    /// Retention took the event's payload, so it cannot be sent again.
    public static let payloadExpired = StoreError(
        .payloadExpired, "The event's payload is older than it is kept, so it cannot be sent again.")
    /// Any other failure of the driver.
    public static func failed(_ detail: String) -> StoreError {
        StoreError(.failed, "The store failed: \(detail). See the server's log.")
    }

    private init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }

    /// Compares codes.
    public static func == (left: StoreError, right: StoreError) -> Bool { left.code == right.code }
    /// Hashes the code.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
