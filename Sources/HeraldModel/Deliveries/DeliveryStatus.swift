/// Where a delivery stands. The raw value is how stores keep it; ``name`` is how the API shows it.
public enum DeliveryStatus: Int, Hashable, Sendable, CaseIterable {
    /// Owed, not tried yet.
    case pending = 0
    /// A request is under way. Only in memory: a store that says `pending` or `waiting` is right after a crash.
    case delivering = 1
    /// Waiting for its next attempt.
    case waiting = 2
    case delivered = 3
    /// All attempts failed.
    case failed = 4
    /// Will not be sent; the reason is kept.
    case skipped = 5

    /// The word for it in the API.
    public var name: String { "\(self)" }

    /// Reads the word for it.
    public init?(name: String) {
        guard let status = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = status
    }

    /// Whether requests are still to come.
    public var isOwed: Bool { rawValue <= Self.waiting.rawValue }
}
