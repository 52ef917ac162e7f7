internal import HeraldJSON

/// What to answer a sender, for any web framework. The body is JSON.
public struct WebhookAnswer: Hashable, Sendable {
    /// The status code.
    public let statusCode: Int
    /// The body: `{}`, or the reason's stable code and a sentence. Shows no secret and no payload.
    public let body: [UInt8]
    /// The value of `Retry-After` in seconds, when the sender should come again.
    public let retryAfterSeconds: Int?

    /// 200 `{}`, which is what every provider expects.
    public static let accepted = WebhookAnswer(statusCode: 200, body: Array("{}".utf8))

    /// 503: the same event is being handled by another request.
    public static let inProgress = WebhookAnswer(
        503, "in_progress", "another request with the same event is being handled; repeat it", retryAfterSeconds: 1)

    /// 503: repeats cannot be recognised at this moment.
    public static let unavailable = WebhookAnswer(
        503, "unavailable", "the receiver cannot take events now; repeat it", retryAfterSeconds: 5)

    /// 408: the body took too long to arrive.
    public static let bodyTooSlow = WebhookAnswer(
        408, "body_too_slow", "the body did not arrive in time; repeat it")

    /// The answer to a request that was refused.
    public init(_ rejection: Rejection) {
        self.init(rejection.statusCode, rejection.code, rejection.description)
    }

    /// The answer to a request that was checked; a verified event counts as taken.
    public init(_ verification: Verification) {
        if case .rejected(let rejection) = verification { self.init(rejection) } else { self = .accepted }
    }

    private init(_ statusCode: Int, _ code: String, _ detail: String, retryAfterSeconds: Int? = nil) {
        let document: JSONValue = ["error": .string(code), "detail": .string(detail)]
        self.init(statusCode: statusCode, body: document.encoded(), retryAfterSeconds: retryAfterSeconds)
    }

    private init(statusCode: Int, body: [UInt8], retryAfterSeconds: Int? = nil) {
        self.statusCode = statusCode
        self.body = body
        self.retryAfterSeconds = retryAfterSeconds
    }
}
