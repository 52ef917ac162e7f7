/// When a failed delivery is tried again.
public enum RetryPolicy: Hashable, Sendable {
    /// Exponential backoff with full jitter from 1 s to 1 h, over 24 h.
    case durable
    /// What the dialect's vendor does.
    case vendor
    /// These pauses, in milliseconds, between the attempts; after the last one the delivery fails.
    case schedule([Int64])

    /// The policy's name in the API.
    public var name: String {
        switch self {
        case .durable: "durable"
        case .vendor: "vendor"
        case .schedule: "schedule"
        }
    }
}
