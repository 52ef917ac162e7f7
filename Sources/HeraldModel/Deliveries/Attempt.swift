/// One HTTP request made for a delivery, with what came back.
public struct Attempt: Hashable, Sendable {
    /// From 1. The legacy second request has the number of the attempt it accompanies.
    public var number: Int
    /// The separate request under the dialect's legacy signature; its outcome does not decide the delivery.
    public var isLegacy: Bool
    public var startedAt: Timestamp
    public var durationMicroseconds: Int64
    /// The status code, when there was an answer.
    public var status: Int?
    /// Why there was no answer: a stable code such as `timeout`.
    public var error: String?
    /// The header lines of the answer as received, at most 16 KiB.
    public var responseHead: [UInt8]
    /// The first bytes of the answer's body, at most 16 KiB.
    public var responseBody: [UInt8]
    /// What the time went to; nil where it was not measured.
    public var timing: AttemptTiming?

    /// Describes an attempt.
    public init(
        number: Int, isLegacy: Bool = false, startedAt: Timestamp, durationMicroseconds: Int64, status: Int?,
        error: String?, responseHead: [UInt8] = [], responseBody: [UInt8] = [], timing: AttemptTiming? = nil
    ) {
        self.number = number
        self.isLegacy = isLegacy
        self.startedAt = startedAt
        self.durationMicroseconds = durationMicroseconds
        self.status = status
        self.error = error
        self.responseHead = responseHead
        self.responseBody = responseBody
        self.timing = timing
    }
}
