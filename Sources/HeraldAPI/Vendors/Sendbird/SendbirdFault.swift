import HTTPTypes
import HeraldJSON
import HeraldOperations
import Hummingbird

/// A refusal of Sendbird's Platform API (`reference/sendbird.md` §1.4): HTTP 400 or 500, the code says what is wrong.
struct SendbirdFault: VendorFault, Hashable {
    let code: Int
    let message: String

    init(_ code: Int, _ message: String) {
        self.code = code
        self.message = message
    }

    static let invalidToken = SendbirdFault(400_401, "Invalid value: \"Api-Token\".")
    static let unknownPath = SendbirdFault(400_930, "There is no such endpoint, or not with this method.")
    static let invalidJSON = SendbirdFault(400_403, "The request body must be a JSON object.")
    static let rateLimit = 500_910

    /// The answer. Sendbird answers errors with 400 or 500; only the rate limit has a status of its own.
    var response: Response {
        let status: HTTPResponse.Status =
            code == Self.rateLimit ? .tooManyRequests : code >= 500_000 ? .internalServerError : .badRequest
        return .json(["error": true, "code": .count(code), "message": .string(message)], status: status)
    }

    /// Any refusal in Sendbird's words.
    init(_ error: any Error) {
        switch error {
        case let fault as SendbirdFault: self = fault
        case let error as OperationError: self = Self.translated(error)
        case is MethodNotAllowed: self = .unknownPath
        case let error as any HTTPResponseError where error.status == .notFound: self = .unknownPath
        case let error as any HTTPResponseError where error.status.code < 500:
            self.init(400_404, "The request cannot be understood.")
        default: self.init(500_901, "The server could not answer. Try again.")
        }
    }

    private static func translated(_ error: OperationError) -> SendbirdFault {
        let field = error.errors.first
        switch (error.kind, field?.code ?? error.code) {
        case (_, "invalid_url"), (_, "forbidden_address"): return SendbirdFault(400_114, field?.detail ?? error.detail)
        case (_, "missing_url"): return SendbirdFault(400_105, field?.detail ?? error.detail)
        case (_, "webhook_limit_reached"): return SendbirdFault(400_203, error.detail)
        case (.unauthenticated, _): return .invalidToken
        case (.notFound, _): return SendbirdFault(400_201, error.detail)
        case (.tooLarge, _): return SendbirdFault(400_110, error.detail)
        case (.throttled, _): return SendbirdFault(rateLimit, error.detail)
        case (.failed, _), (.unavailable, _): return SendbirdFault(500_901, error.detail)
        default: return SendbirdFault(400_111, field?.detail ?? error.detail)
        }
    }
}
