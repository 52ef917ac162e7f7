import HTTPTypes
import HeraldJSON
import HeraldOperations
import Hummingbird

/// A refusal of social.plus's API: `{"status":"error","code","message"}` (`reference/social-plus.md` §4).
struct SocialPlusFault: VendorFault, Hashable {
    let status: Int
    let code: Int
    let message: String

    init(status: Int, code: Int, _ message: String) {
        self.status = status
        self.code = code
        self.message = message
    }

    static func badRequest(_ message: String) -> SocialPlusFault {
        SocialPlusFault(status: 400, code: 400_000, message)
    }
    static func forbidden(_ message: String) -> SocialPlusFault {
        SocialPlusFault(status: 403, code: 400_301, message)
    }
    static func notFound(_ message: String) -> SocialPlusFault {
        SocialPlusFault(status: 404, code: 400_400, message)
    }
    /// The reference has no code for a missing token; this is that of a missing permission under 401.
    static let unauthenticated = SocialPlusFault(status: 401, code: 400_301, "Send a valid admin token.")

    var response: Response {
        .json(
            ["status": "error", "code": .count(code), "message": .string(message)],
            status: HTTPResponse.Status(code: status))
    }

    /// Any refusal in social.plus's words.
    init(_ error: any Error) {
        switch error {
        case let fault as SocialPlusFault: self = fault
        case let error as OperationError: self = Self.translated(error)
        case is MethodNotAllowed: self = .notFound("There is no such call on this path.")
        case let error as any HTTPResponseError where error.status == .notFound:
            self = .notFound("There is nothing at this path.")
        case let error as any HTTPResponseError where error.status.code < 500:
            self = .badRequest("The request cannot be understood.")
        default: self.init(status: 500, code: 500_000, "The server could not answer. Try again.")
        }
    }

    private static func translated(_ error: OperationError) -> SocialPlusFault {
        let detail = error.errors.first?.detail ?? error.detail
        return switch error.kind {
        case .unauthenticated: .unauthenticated
        case .forbidden: .forbidden(error.detail)
        case .notFound: .notFound(error.detail)
        case .throttled: SocialPlusFault(status: 429, code: 400_311, error.detail)
        case .failed, .unavailable: SocialPlusFault(status: 500, code: 500_000, error.detail)
        default: .badRequest(detail)
        }
    }
}
