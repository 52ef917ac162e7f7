import HTTPTypes

/// The headers every answer of the API carries.
enum CommonHeaders {
    static let requestID = HTTPField.Name("x-request-id")
    private static let referrerPolicy = HTTPField.Name("referrer-policy")

    /// Adds them; those that say how to treat the content only where the answer does not say it itself.
    static func add(to headers: inout HTTPFields, requestID id: String) {
        if let requestID { headers[requestID] = id }
        if let referrerPolicy, headers[referrerPolicy] == nil { headers[referrerPolicy] = "no-referrer" }
        headers[.xContentTypeOptions] = "nosniff"
        if headers[.cacheControl] == nil { headers[.cacheControl] = "no-store" }
        if headers[.contentSecurityPolicy] == nil {
            headers[.contentSecurityPolicy] = "default-src 'none'; frame-ancestors 'none'"
        }
    }
}
