public import HTTPTypes
public import HeraldReceiver

extension WebhookAnswer {
    /// The head of the answer; ``body`` goes with it.
    public var response: HTTPResponse {
        var fields: HTTPFields = [.contentType: "application/json", .contentLength: String(body.count)]
        if let retryAfterSeconds { fields[.retryAfter] = String(retryAfterSeconds) }
        return HTTPResponse(status: HTTPResponse.Status(code: statusCode), headerFields: fields)
    }
}
