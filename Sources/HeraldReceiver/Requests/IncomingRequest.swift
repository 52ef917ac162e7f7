/// One request to check.
struct IncomingRequest {
    var headers: RequestHeaders
    /// The body as it came.
    var body: [UInt8]

    init(headers: some Sequence<(name: String, value: String)>, body: [UInt8]) {
        self.headers = RequestHeaders(headers)
        self.body = body
    }
}
