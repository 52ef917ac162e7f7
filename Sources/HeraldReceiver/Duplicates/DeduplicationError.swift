/// Why a storage takes no claim.
public enum DeduplicationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// As many events as allowed are being handled at this moment.
    case tooManyInWork(limit: Int)

    public var description: String {
        switch self {
        case .tooManyInWork(let limit):
            "\(limit) events are being handled already; answer 503 so that the sender repeats, or raise inWork"
        }
    }
}
