import HeraldModel

/// What the engine did since it started. Grows only.
public struct EngineCounters: Hashable, Sendable {
    /// Requests started, legacy ones included.
    public var requests = 0
    /// Deliveries that succeeded.
    public var delivered = 0
    /// Attempts that failed and will be repeated.
    public var retried = 0
    /// Deliveries given up.
    public var failed = 0

    /// Nothing yet.
    public init() {}

    mutating func count(_ attempt: CompletedAttempt) {
        switch attempt.decision {
        case .delivered: delivered += 1
        case .retry: retried += 1
        case .failed: failed += 1
        }
    }
}
