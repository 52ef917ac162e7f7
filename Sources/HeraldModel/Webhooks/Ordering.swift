/// What a webhook may rely on about the order of its deliveries.
public enum Ordering: String, Hashable, Sendable, CaseIterable, Codable {
    /// None: everything in parallel.
    case none
    /// Events with one ordering key arrive in order; different keys run in parallel.
    case key
    /// One delivery at a time, in the order of acceptance.
    case strict
}
