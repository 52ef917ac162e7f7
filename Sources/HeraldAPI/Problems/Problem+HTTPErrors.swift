import HTTPTypes
import Hummingbird

extension Problem {
    /// The router's own refusals in our shape.
    init(status: HTTPResponse.Status) {
        switch status.code {
        case 404:
            self.init(
                status: 404, code: "unknown_route", title: "Unknown route",
                detail: "There is nothing at this path. GET /openapi.json lists every call.")
        case 413:
            self.init(
                status: 413, code: "body_too_large", title: "Body too large",
                detail: "The body is larger than this call takes.")
        case let code where code >= 500:
            self.init(
                status: code, code: "internal_error", title: "Internal error",
                detail: "The server could not answer. Its log has more under the request id.")
        case let code:
            self.init(
                status: code, code: "bad_request", title: status.reasonPhrase,
                detail: "The request cannot be understood. GET /openapi.json describes every call.")
        }
    }

    init(_ error: MethodNotAllowed) {
        self.init(
            status: 405, code: "method_not_allowed", title: "Method not allowed",
            detail: "This path takes \(error.allowed).")
        headers[.allow] = error.allowed
    }
}
