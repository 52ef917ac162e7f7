import HeraldModel

extension Ordering {
    /// What it promises, in a few words.
    var title: String {
        switch self {
        case .none: "none: everything in parallel"
        case .key: "by key: each channel in order"
        case .strict: "strict: one at a time"
        }
    }
}

extension RetryPolicy {
    /// What it does, in a few words.
    var title: String {
        switch self {
        case .durable: "durable: over 24 hours, ever slower"
        case .vendor: "as the vendor does"
        case .schedule(let delays):
            delays.isEmpty
                ? "never" : "after " + delays.map { Figure.duration(microseconds: $0 * 1000) }.joined(separator: ", ")
        }
    }
}
