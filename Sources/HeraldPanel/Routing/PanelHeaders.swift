import HTTPTypes

/// What every page says about how it may be used.
enum PanelHeaders {
    static let contentSecurityPolicy =
        "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"
    private static let referrerPolicy = HTTPField.Name("referrer-policy")

    static func add(to headers: inout HTTPFields) {
        headers[.contentSecurityPolicy] = contentSecurityPolicy
        headers[.xContentTypeOptions] = "nosniff"
        headers[.cacheControl] = "no-store"
        if let referrerPolicy { headers[referrerPolicy] = "same-origin" }
    }
}
