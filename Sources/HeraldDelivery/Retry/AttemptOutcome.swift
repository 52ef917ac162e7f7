public import HeraldModel

/// What an attempt came to, as far as retrying is concerned.
public enum AttemptOutcome: Hashable, Sendable {
    case success
    /// An answer that is no success, with its `Retry-After` in milliseconds from now.
    case refused(status: Int, retryAfterMilliseconds: Int64? = nil)
    case timeout
    /// No answer for another reason; the code is a ``TransportFailure``'s.
    case unreachable(code: String)
}

/// An attempt's outcome with everything that is recorded about it.
public struct AttemptResult: Sendable {
    /// The token of the dispatch.
    public var token: UInt64
    public var outcome: AttemptOutcome
    public var durationMicroseconds: Int64
    /// The status code, when there was an answer.
    public var status: Int?
    /// The failure's code, when there was none.
    public var error: String?
    public var responseHead: [UInt8]
    public var responseBody: [UInt8]
    /// The transport was shut down: whether the receiver saw the request is unknown, and nothing is recorded.
    public var isUnknownAtShutdown: Bool
    /// What the time went to.
    public var timing: AttemptTiming?

    /// Describes an attempt's outcome.
    public init(
        token: UInt64, outcome: AttemptOutcome, durationMicroseconds: Int64, status: Int? = nil, error: String? = nil,
        responseHead: [UInt8] = [], responseBody: [UInt8] = [], isUnknownAtShutdown: Bool = false,
        timing: AttemptTiming? = nil
    ) {
        self.token = token
        self.outcome = outcome
        self.durationMicroseconds = durationMicroseconds
        self.status = status
        self.error = error
        self.responseHead = responseHead
        self.responseBody = responseBody
        self.isUnknownAtShutdown = isUnknownAtShutdown
        self.timing = timing
    }
}
