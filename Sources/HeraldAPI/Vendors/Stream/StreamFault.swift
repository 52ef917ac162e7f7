import HTTPTypes
import HeraldJSON
import HeraldOperations
import Hummingbird

/// A refusal of Stream's API (`reference/stream-chat.md` §12.5). Mind the capitals of `StatusCode`.
struct StreamFault: VendorFault, Hashable {
    let code: Int
    let status: Int
    let message: String
    var headers: HTTPFields = [:]

    init(_ code: Int, _ status: Int, _ message: String) {
        self.code = code
        self.status = status
        self.message = message
    }

    static let unknownKey = StreamFault(2, 401, "api_key not valid")
    static func auth(_ message: String) -> StreamFault { StreamFault(5, 401, message) }
    static let expired = StreamFault(40, 401, "JWTAuth error: token is expired (exp)")
    static let notYetValid = StreamFault(41, 401, "JWTAuth error: token is not valid yet (nbf)")
    static let wrongIssueTime = StreamFault(42, 401, "JWTAuth error: token used before issue at (iat)")
    static let wrongSignature = StreamFault(43, 401, "JWTAuth error: signature is not valid")
    static let serverOnly = StreamFault(17, 403, "This call is for server-side tokens only.")
    static let unknownPath = StreamFault(16, 404, "This server does not have that call; it answers webhook settings.")
    static func input(_ message: String) -> StreamFault { StreamFault(4, 400, message) }
    static let rateLimited = StreamFault(9, 429, "Too many requests; wait until X-RateLimit-Reset.")

    /// The answer, with how long it took.
    func response(after elapsed: Duration) -> Response {
        var response = Response.json(
            [
                "code": .count(code), "message": .string(message), "StatusCode": .count(status),
                "duration": .string(StreamDuration.text(elapsed)),
                "more_info": "docs/vendor-apis.md",
            ],
            status: HTTPResponse.Status(code: status))
        for field in headers { response.headers[field.name] = field.value }
        return response
    }

    /// Any refusal in Stream's words.
    init(_ error: any Error) {
        switch error {
        case let fault as StreamFault: self = fault
        case let error as OperationError: self = Self.translated(error)
        case is MethodNotAllowed: self = .unknownPath
        case let error as any HTTPResponseError where error.status == .notFound: self = .unknownPath
        case let error as any HTTPResponseError where error.status.code < 500:
            self = .input("The request cannot be understood.")
        default: self.init(-1, 500, "The server could not answer. Try again.")
        }
    }

    private static func translated(_ error: OperationError) -> StreamFault {
        let detail = error.errors.first?.detail ?? error.detail
        return switch error.kind {
        case .unauthenticated: .auth(error.detail)
        case .forbidden: StreamFault(17, 403, error.detail)
        case .notFound: StreamFault(16, 404, error.detail)
        case .tooLarge: StreamFault(22, 413, error.detail)
        case .throttled: StreamFault(9, 429, error.detail)
        case .failed, .unavailable: StreamFault(-1, 500, error.detail)
        default: .input(detail)
        }
    }
}
