import HTTPTypes
import HeraldJSON
import HeraldOperations
import Hummingbird
import NIOCore

/// A refusal as `application/problem+json` (RFC 9457).
struct Problem {
    var status: Int
    var code: String
    var title: String
    var detail: String
    var errors: [FieldError] = []
    var headers: HTTPFields = [:]

    init(status: Int, code: String, title: String, detail: String) {
        self.status = status
        self.code = code
        self.title = title
        self.detail = detail
    }

    init(_ error: OperationError) {
        self.init(status: error.kind.status, code: error.code, title: error.title, detail: error.detail)
        errors = error.errors
        if let seconds = error.retryAfter { headers[.retryAfter] = String(seconds) }
        if error.kind == .unauthenticated { headers[.wwwAuthenticate] = #"Bearer realm="herald""# }
    }

    /// The answer; the request's id lets a report be matched with the log.
    func response(requestID: String) -> Response {
        Response(
            status: .init(code: status), headers: fields,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body(requestID: requestID))))
    }

    /// Its headers.
    var fields: HTTPFields {
        var fields = headers
        fields[.contentType] = "application/problem+json"
        return fields
    }

    /// Its JSON.
    func body(requestID: String) -> [UInt8] {
        let body: JSONValue = [
            "type": .string("urn:herald:problem:\(code)"),
            "title": .string(title),
            "status": .number(.init(status)),
            "detail": .string(detail),
            "code": .string(code),
            "errors": .array(errors.map(Self.json)),
            "requestId": .string(requestID),
        ]
        return body.encoded()
    }

    private static func json(_ error: FieldError) -> JSONValue {
        var object = JSONObject([
            .init("pointer", .string(error.pointer)), .init("detail", .string(error.detail)),
        ])
        object["code"] = error.code.map(JSONValue.string)
        if !error.suggestions.isEmpty {
            object["suggestions"] = .array(error.suggestions.map(JSONValue.string))
        }
        return .object(object)
    }
}
